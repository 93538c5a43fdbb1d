package io.millrace.verify.planted.core.shared;

final class TenthDrawer {}
