package io.millrace.core.connection;

import io.millrace.sdk.Sensitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces known secret values by {@link Sensitive#MASK} in whatever is about to be recorded, in all their
 * {@linkplain SecretForms spellings}, base64 with line breaks included. Takes time linear in the size of what it reads, gives the same object back when
 * there is nothing to hide, and is safe for use by many threads.
 */
public final class SecretMask {
    /** Masks nothing but {@code Sensitive} values. */
    public static final SecretMask NONE = new SecretMask(Set.of(), List.of());

    private final Set<String> known;
    private final List<PhraseTree> trees;

    private SecretMask(Set<String> known, List<PhraseTree> trees) {
        this.known = known;
        this.trees = trees;
    }

    /** A mask for the given secret values; those shorter than four characters are left readable. */
    public static SecretMask of(Collection<String> secrets) {
        return NONE.and(secrets);
    }

    /**
     * This mask, and the given secret values too: those of a project, and those revealed in an attempt, which somebody may
     * have replaced since. Costs next to nothing for values that this mask knows.
     */
    public SecretMask and(Collection<String> more) {
        Set<String> unknown = new HashSet<>(more);
        unknown.removeAll(known);
        Collection<String> forms = SecretForms.of(unknown);
        if (forms.isEmpty()) {
            return this;
        }
        unknown.addAll(known);
        List<PhraseTree> all = new ArrayList<>(trees);
        all.add(new PhraseTree(forms));
        return new SecretMask(Set.copyOf(unknown), List.copyOf(all));
    }

    /** This mask, and what is hidden in the {@link Sensitive} texts of a JSON value. */
    public SecretMask andHiddenIn(@Nullable Object value) {
        Set<String> hidden = new HashSet<>();
        collectHidden(value, hidden);
        return hidden.isEmpty() ? this : and(hidden);
    }

    private static void collectHidden(@Nullable Object value, Set<String> hidden) {
        switch (value) {
            case Sensitive sensitive -> hidden.addAll(sensitive.hidden());
            case Map<?, ?> map -> map.values().forEach(item -> collectHidden(item, hidden));
            case Iterable<?> items -> items.forEach(item -> collectHidden(item, hidden));
            case null, default -> {}
        }
    }

    /** The text without the secrets; the same object when there is none in it. */
    public String text(String text) {
        String masked = text;
        for (PhraseTree tree : trees) {
            masked = masked(tree, masked);
        }
        return masked;
    }

    /**
     * The JSON value without the secrets, in names too. A {@link Sensitive} becomes its masked text, a number that spells
     * a secret becomes the mask.
     */
    public @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Sensitive sensitive -> text(sensitive.toString());
            case Number number -> number(number);
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(list);
            default -> value;
        };
    }

    private Object number(Number number) {
        String text = number.toString();
        String masked = text(text);
        return masked.equals(text) ? number : masked;
    }

    @SuppressWarnings("ReferenceEquality") // the same object back means that nothing was hidden
    private Object map(Map<?, ?> map) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            String maskedName = text(name);
            Object maskedValue = value(entry.getValue());
            changed |= !name.equals(maskedName) || maskedValue != entry.getValue();
            masked.put(maskedName, maskedValue);
        }
        return changed ? masked : map;
    }

    @SuppressWarnings("ReferenceEquality") // as in map
    private Object list(List<?> list) {
        List<@Nullable Object> masked = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object item : list) {
            Object maskedItem = value(item);
            changed |= maskedItem != item;
            masked.add(maskedItem);
        }
        return changed ? masked : list;
    }

    private static String masked(PhraseTree tree, String text) {
        Places places = new Places();
        tree.search(text, places);
        String masked = places.replaced(text).orElse(text);
        Optional<UnwrappedText> unwrapped = UnwrappedText.of(masked);
        return unwrapped.isEmpty() ? masked : maskedAcrossLines(tree, masked, unwrapped.get());
    }

    private static String maskedAcrossLines(PhraseTree tree, String text, UnwrappedText unwrapped) {
        Places places = new Places();
        tree.search(unwrapped, (start, end) -> places.found(unwrapped.origin(start), unwrapped.origin(end - 1) + 1));
        return places.replaced(text).orElse(text);
    }

    /** The places found, overlapping and touching ones joined, so that a mask does not tell how many secrets it covers. */
    private static final class Places implements PhraseTree.Places {
        private final List<int[]> places = new ArrayList<>();

        @Override
        public void found(int start, int end) {
            int from = start;
            int to = end;
            while (!places.isEmpty() && places.getLast()[1] >= from) {
                int[] last = places.removeLast();
                from = Math.min(from, last[0]);
                to = Math.max(to, last[1]);
            }
            places.add(new int[] {from, to});
        }

        Optional<String> replaced(String text) {
            if (places.isEmpty()) {
                return Optional.empty();
            }
            StringBuilder masked = new StringBuilder(text.length());
            int done = 0;
            for (int[] place : places) {
                masked.append(text, done, place[0]).append(Sensitive.MASK);
                done = place[1];
            }
            return Optional.of(masked.append(text, done, text.length()).toString());
        }
    }
}
