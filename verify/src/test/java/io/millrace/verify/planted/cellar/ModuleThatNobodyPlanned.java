package io.millrace.verify.planted.cellar;

final class ModuleThatNobodyPlanned {}
