package io.millrace.verify.planted.core.undescribed;

final class PackageWithoutDescription {}
