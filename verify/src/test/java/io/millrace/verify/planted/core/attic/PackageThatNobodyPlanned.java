package io.millrace.verify.planted.core.attic;

final class PackageThatNobodyPlanned {}
