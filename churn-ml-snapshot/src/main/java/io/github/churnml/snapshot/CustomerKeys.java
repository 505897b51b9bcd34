package io.github.churnml.snapshot;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a customer's place by the name that any table gives it: {@code 199}, {@code "199"}, and {@code 199.0}, which is how a
 * column of whole numbers with gaps is exported, are one customer; {@code 00199} is another. Small whole numbers are looked up
 * in a plain array, larger ones of up to 18 digits in a hash table, anything else among texts.
 */
final class CustomerKeys {

    private static final int MOST_DIGITS = 18;
    private static final long NO_NUMBER = -1;

    /** Up to this many times as many numbers as customers are looked up in an array. */
    private static final int SPARSE = 8;

    private final Map<String, Integer> texts = new HashMap<>();
    private long[] numbers = new long[16];
    private int[] places = new int[16];
    private int[] small = new int[1 << 10];
    private int used;
    private int count;

    CustomerKeys() {
        Arrays.fill(numbers, NO_NUMBER);
        Arrays.fill(small, -1);
    }

    int size() {
        return count;
    }

    /** The place of a name, which is its own if it is new. */
    int add(String name) {
        int known = find(name);
        if (known >= 0) {
            return known;
        }
        String bare = bare(name);
        long number = number(bare);
        if (number == NO_NUMBER) {
            texts.put(bare, count);
        } else {
            put(number, count);
        }
        return count++;
    }

    /** The place of a name, or -1. */
    int find(String name) {
        String bare = bare(name);
        long number = number(bare);
        return number == NO_NUMBER ? texts.getOrDefault(bare, -1) : find(number);
    }

    /** The place of each row's customer: -1 for nobody that is known, -2 where there is no name. */
    int[] find(Column column) {
        int[] found = new int[column.rows()];
        if (column instanceof CodedColumn coded) {
            int[] levels = coded.levels().stream().mapToInt(this::find).toArray();
            for (int row = 0; row < found.length; row++) {
                found[row] = coded.code(row) < 0 ? -2 : levels[coded.code(row)];
            }
            return found;
        }
        for (int row = 0; row < found.length; row++) {
            @Nullable String name = column.text(row);
            found[row] = name == null || name.isBlank() ? -2 : find(name);
        }
        return found;
    }

    /** Without blanks around it, and without the zeros that stand behind the point of a whole number. */
    static String bare(String name) {
        String stripped = name.strip();
        int point = stripped.indexOf('.');
        if (point <= 0 || point == stripped.length() - 1) {
            return stripped;
        }
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            boolean fits = i < point ? c >= '0' && c <= '9' : i == point || c == '0';
            if (!fits) {
                return stripped;
            }
        }
        return stripped.substring(0, point);
    }

    /** The number that a name spells as a number is written, without zeros in front. */
    private static long number(String bare) {
        int length = bare.length();
        if (length == 0 || length > MOST_DIGITS || bare.charAt(0) == '0' && length > 1) {
            return NO_NUMBER;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            char c = bare.charAt(i);
            if (c < '0' || c > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private int find(long number) {
        if (number < small.length && small[(int) number] >= 0) {
            return small[(int) number];
        }
        int mask = numbers.length - 1;
        for (int slot = slot(number, mask); numbers[slot] != NO_NUMBER; slot = slot + 1 & mask) {
            if (numbers[slot] == number) {
                return places[slot];
            }
        }
        return -1;
    }

    private void put(long number, int place) {
        if (number < Math.max(small.length, (long) SPARSE * count)) {
            makeRoom((int) number);
            small[(int) number] = place;
            return;
        }
        if (2 * ++used > numbers.length) {
            long[] before = numbers;
            int[] placesBefore = places;
            numbers = new long[before.length * 2];
            places = new int[before.length * 2];
            Arrays.fill(numbers, NO_NUMBER);
            for (int i = 0; i < before.length; i++) {
                if (before[i] != NO_NUMBER) {
                    insert(before[i], placesBefore[i]);
                }
            }
        }
        insert(number, place);
    }

    private void makeRoom(int number) {
        int before = small.length;
        if (number >= before) {
            small = Arrays.copyOf(small, Math.max(number + 1, 2 * before));
            Arrays.fill(small, before, small.length, -1);
        }
    }

    private void insert(long number, int place) {
        int mask = numbers.length - 1;
        int slot = slot(number, mask);
        while (numbers[slot] != NO_NUMBER) {
            slot = slot + 1 & mask;
        }
        numbers[slot] = number;
        places[slot] = place;
    }

    private static int slot(long number, int mask) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
