package io.github.churnml.data.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys met in the rows of a JSON table: a tree, since objects within a row are columns of their own, named
 * {@code outer.inner}. The first pass grows it; then {@link #close} turns it into columns, in the order in which keys
 * first appeared.
 */
final class JsonKeys {

    /** A key below the one that it stands in. */
    static final class Key {
        private final String name;
        private final int depth;
        private final Map<String, Key> inner = new HashMap<>();
        private long stamp = -1;
        private boolean listed;
        private boolean valued;
        private int column = -1;
        private final MixedCells cells = new MixedCells();

        private Key(String name, int depth) {
            this.name = name;
            this.depth = depth;
        }

        /** The names from the row down to here, joined with dots. */
        String name() {
            return name;
        }

        /** What its values are. */
        MixedCells cells() {
            return cells;
        }

        /** The column, or -1 if it has none. */
        int column() {
            return column;
        }

        /** Marks it as seen in the object with this stamp; false if it was already. */
        boolean see(long newStamp) {
            boolean first = stamp != newStamp;
            stamp = newStamp;
            return first;
        }
    }

    private final int most;
    private final Key root = new Key("", 0);
    private final List<Key> leaves = new ArrayList<>();
    private int keys;
    private long objects;
    private boolean closed;

    /** Takes no more than {@code most} keys. */
    JsonKeys(int most) {
        this.most = most;
    }

    Key root() {
        return root;
    }

    /** A stamp for one more object; none is given twice, whatever pass it is met in. */
    long nextObject() {
        return objects++;
    }

    /** The key of this name within another; null if it is new and there is no room, or no more are expected. */
    @Nullable
    Key in(Key outer, String name) {
        Key key = outer.inner.get(name);
        if (key != null || closed || keys == most) {
            return key;
        }
        keys++;
        key = new Key(outer.depth == 0 ? name : outer.name + "." + name, outer.depth + 1);
        outer.inner.put(name, key);
        return key;
    }

    /** Notes that a key holds a value, or null. */
    void value(Key key, boolean isNull) {
        if (!closed && !key.listed) {
            key.listed = true;
            leaves.add(key);
        }
        key.valued |= !isNull;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Ends the first pass.
     *
     * @return the columns' names; a key that is null here and an object there is none
     */
    List<String> close() {
        closed = true;
        List<String> names = new ArrayList<>();
        for (Key key : leaves) {
            if (key.valued || key.inner.isEmpty()) {
                key.column = names.size();
                names.add(key.name);
            }
        }
        return names;
    }
}
