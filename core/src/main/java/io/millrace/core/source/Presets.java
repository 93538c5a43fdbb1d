package io.millrace.core.source;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of senders known here, by the name in {@code verify: { preset: ... }}. */
public final class Presets {
    private static final Map<String, Function<Settings, Preset>> READERS = readers();

    private Presets() {}

    private static Map<String, Function<Settings, Preset>> readers() {
        Map<String, Function<Settings, Preset>> readers = new LinkedHashMap<>();
        readers.put(GitHubPreset.NAME, GitHubPreset::read);
        readers.put(SlackPreset.NAME, SlackPreset::read);
        readers.put(StandardWebhooksPreset.NAME, StandardWebhooksPreset::read);
        readers.put(HmacPreset.NAME, HmacPreset::read);
        readers.put(BearerPreset.NAME, BearerPreset::read);
        readers.put(OpenPreset.NAME, OpenPreset::read);
        return readers;
    }

    /** All names, in the order in which people should consider them. */
    public static List<String> names() {
        return List.copyOf(READERS.keySet());
    }

    /**
     * What is wrong with a {@code verify} object as written, where secrets may be templates.
     *
     * @return problems whose paths start inside {@code verify}; none when it can be published
     */
    public static List<Problem> check(Map<String, Object> verify) {
        return read(verify, Settings.Stage.WRITTEN).problems();
    }

    /**
     * Makes the check of a source.
     *
     * @param verify with every secret filled in, as a {@link io.millrace.sdk.Sensitive} or a text
     * @throws MillraceException {@code workflow_invalid} with everything that is wrong
     */
    public static Verification make(Map<String, Object> verify) {
        Reading reading = usable(verify);
        return new PresetVerification(reading.preset(), reading.deduplication());
    }

    /**
     * A request that {@link #make}'s verification would accept.
     *
     * @throws MillraceException {@code workflow_invalid} as {@link #make}; {@code input_invalid} when only the sender can
     *     sign
     */
    static SampleRequest sample(Map<String, Object> verify, Instant now) {
        try {
            return usable(verify).preset().sample(now);
        } catch (IllegalArgumentException e) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID, "A test event cannot be signed here. " + e.getMessage(), e);
        }
    }

    private static Reading usable(Map<String, Object> verify) {
        Reading reading = read(verify, Settings.Stage.RESOLVED);
        if (!reading.problems().isEmpty()) {
            throw new MillraceException(
                    ErrorCode.WORKFLOW_INVALID,
                    "The verification of this webhook cannot be used: "
                            + reading.problems().getFirst().message(),
                    reading.problems());
        }
        return reading;
    }

    private record Reading(Preset preset, Deduplication deduplication, List<Problem> problems) {}

    private static Reading read(Map<String, Object> verify, Settings.Stage stage) {
        Function<Settings, Preset> reader = verify.get("preset") instanceof String name ? READERS.get(name) : null;
        if (reader == null) {
            return new Reading(new OpenPreset(Optional.empty()), Deduplication.NONE, List.of(withoutPreset(verify)));
        }
        Settings settings = new Settings(verify, stage);
        Preset preset = reader.apply(settings);
        Deduplication deduplication =
                settings.choice("dedupe", Deduplication.DELIVERY, Deduplication.codes(), Deduplication::of);
        return new Reading(preset, deduplication, settings.problems());
    }

    private static Problem withoutPreset(Map<String, Object> verify) {
        String choice = "one of " + String.join(", ", names()) + " (none: anybody may send)";
        if (verify.isEmpty()) {
            return Problem.at(
                    "", "A webhook must say how its sender is known: add 'verify' with a 'preset', " + choice + ".");
        }
        return Problem.at("preset", "'preset' must be " + choice + ".");
    }
}
