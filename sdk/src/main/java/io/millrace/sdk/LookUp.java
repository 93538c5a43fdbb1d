package io.millrace.sdk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to find out whether an earlier call of an {@linkplain Effect#UNSAFE unsafe} action has done its work, when its answer was
 * lost. It makes one request, which changes nothing outside, and knows the effect by what the action was given.
 */
public interface LookUp {
    /**
     * Whether the effect of a call with this input can be told from others at all.
     *
     * @param input as it was given to the action
     */
    default boolean canTell(Map<String, Object> input) {
        return true;
    }

    /**
     * Asks once, under the same rules as {@link Action#run}.
     *
     * @param call as the action was given it, with the same key
     * @throws ToolException when it could not be found out, with the class that decides whether it is asked again
     */
    Answer ask(ActionCall call) throws ToolException;

    /**
     * What was found out.
     *
     * @param found whether the effect is there
     * @param output what the action would have given; null when nothing was found
     */
    record Answer(boolean found, @Nullable Object output) {
        /** The effect is not there, so that the action may be called again. */
        public static final Answer NOT_THERE = new Answer(false, null);

        public static Answer found(@Nullable Object output) {
            return new Answer(true, output);
        }
    }
}
