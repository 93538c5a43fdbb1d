package io.millrace.verify.planted.core.workflow;

public final class Outline {}
