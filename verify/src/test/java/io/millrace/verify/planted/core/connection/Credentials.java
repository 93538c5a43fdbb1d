package io.millrace.verify.planted.core.connection;

public final class Credentials {}
