package io.millrace.verify.planted.tools.chat;

import java.io.IOException;
import java.net.Socket;

final class ToolThatOpensSockets {
    Socket open() throws IOException {
        return new Socket("localhost", 1);
    }
}
