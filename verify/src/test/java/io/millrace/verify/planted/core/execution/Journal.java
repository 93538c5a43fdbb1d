package io.millrace.verify.planted.core.execution;

public final class Journal {}
