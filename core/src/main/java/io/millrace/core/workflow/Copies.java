package io.millrace.core.workflow;

import io.millrace.core.shared.Json;
import io.millrace.core.yaml.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives a text another id and name, leaving every other character, comments included, as it is. */
final class Copies {
    private Copies() {}

    private record Edit(Node.Place place, String replacement) {}

    static String renamed(String text, Reading reading, String id, String name) {
        List<Edit> edits = new ArrayList<>();
        reading.positions().scalar("id").ifPresent(place -> edits.add(new Edit(place, Json.write(id))));
        reading.positions().scalar("name").ifPresent(place -> edits.add(new Edit(place, Json.write(name))));
        edits.sort(Comparator.comparingInt((Edit edit) -> edit.place().start()).reversed());
        int[] source = text.codePoints().toArray();
        String renamed = text;
        for (Edit edit : edits) {
            int start = new String(source, 0, edit.place().start()).length();
            int end = new String(source, 0, edit.place().end()).length();
            String ending = edit.place().style() == Node.Style.BLOCK ? "\n" : "";
            renamed = renamed.substring(0, start) + edit.replacement() + ending + renamed.substring(end);
        }
        return renamed;
    }
}
