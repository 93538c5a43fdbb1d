package io.millrace.verify.planted.core.shared;

final class EleventhDrawer {}
