package io.github.churnml.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes read as edits of a tree of settings: four bytes each, two for the place, one for what is done there and one to
 * choose. Bytes that are changed at random seldom leave valid JSON behind; edits always do, and so reach what reads it.
 */
final class EditScript {

    private static final int MOST_EDITS = 6;

    private static final List<Object> VALUES = values();

    /** Where a value stands: in a list by index or in a mapping by key. */
    private record Place(Object container, Object key) {

        Object get() {
            return container instanceof List<?> list ? list.get((int) key) : ((Map<?, ?>) container).get(key);
        }

        @SuppressWarnings("unchecked") // trees are made by copy() alone
        void set(Object value) {
            if (container instanceof List<?> list) {
                ((List<Object>) list).set((int) key, value);
            } else {
                ((Map<String, Object>) container).put((String) key, value);
            }
        }

        void remove() {
            if (container instanceof List<?> list) {
                list.remove((int) key);
            } else {
                ((Map<?, ?>) container).remove(key);
            }
        }

        @SuppressWarnings("unchecked") // trees are made by copy() alone
        void addBeside(Object value, String name) {
            if (container instanceof List<?> list) {
                ((List<Object>) list).add((int) key, value);
            } else {
                ((Map<String, Object>) container).put(name, value);
            }
        }
    }

    private EditScript() {}

    @SuppressWarnings("unchecked") // a copy of a mapping with text keys is one
    static Map<String, Object> apply(Map<String, Object> tree, byte[] script) {
        Map<String, Object> edited = (Map<String, Object>) copy(tree);
        for (int i = 0; i + 4 <= script.length && i < 4 * MOST_EDITS; i += 4) {
            List<Place> places = new ArrayList<>();
            collect(edited, places);
            if (places.isEmpty()) {
                break;
            }
            int place = (script[i] & 0xFF) << 8 | script[i + 1] & 0xFF;
            edit(places, places.get(place % places.size()), script[i + 2] & 0xFF, script[i + 3] & 0xFF);
        }
        return edited;
    }

    private static void edit(List<Place> places, Place place, int what, int choice) {
        Object other = copy(places.get(choice * places.size() / 256).get());
        switch (what % 8) {
            case 0, 1 -> place.set(copy(VALUES.get(choice % VALUES.size())));
            case 2 -> place.remove();
            case 3 -> place.set(other);
            case 4 -> place.addBeside(other, "key" + choice);
            case 5 -> place.addBeside(copy(place.get()), "key" + choice);
            case 6 -> place.set(nudged(place.get(), choice));
            default -> place.set(new ArrayList<>(List.of(place.get() == null ? choice : place.get())));
        }
    }

    private static Object nudged(Object value, int choice) {
        if (value instanceof Integer number) {
            return number + choice - 128;
        }
        if (value instanceof Number number) {
            double changed = number.doubleValue() * (choice - 128) / 16;
            return Double.isFinite(changed) ? changed : 0.0;
        }
        if (value instanceof String text) {
            return choice % 2 == 0 ? text.toUpperCase(java.util.Locale.ROOT) : text + (char) choice;
        }
        return value instanceof Boolean flag ? !flag : choice;
    }

    private static void collect(Object value, List<Place> places) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                places.add(new Place(map, key));
                collect(item, places);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(list, i));
                collect(list.get(i), places);
            }
        }
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, copy(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return value;
    }

    private static List<Object> values() {
        List<Object> values = new ArrayList<>();
        values.add(null);
        values.addAll(List.of(true, false, "", " ", "x", "NaN", "null", "1", "Infinity", "2026-11-21", "a\nb\u0000c"));
        values.addAll(List.of(0, 1, -1, 2, 10, 255, Integer.MAX_VALUE, Integer.MIN_VALUE));
        values.addAll(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 9_007_199_254_740_993L));
        values.addAll(List.of(0.0, -0.0, 0.5, 1.0, 1e-300, 1e100, 1e308, -1e308, Double.MIN_VALUE, Double.MAX_VALUE));
        values.addAll(List.of(List.of(), Map.of(), List.of(1), List.of("x"), List.of(Map.of()), Map.of("x", 1)));
        values.add("long ".repeat(3000));
        values.add(java.util.Collections.nCopies(1000, 0));
        return values;
    }
}
