package io.github.churnml.data;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names and types of a table's columns, in order.
 *
 * @param fields the columns; names are unique
 */
public record Schema(List<Field> fields) {

    /**
     * Checks that names are unique and whole.
     *
     * @param fields the columns
     * @throws DataException if two columns have one name, or a name holds half of a character (a surrogate without its
     *     other half), which no file can carry
     */
    public Schema {
        fields = List.copyOf(fields);
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw new DataException(
                        "Two columns are named " + Wording.name(field.name()) + ".",
                        "Maybe rename one of them in the header.",
                        Where.column(field.name()));
            }
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(field.name())) {
                throw new DataException(
                        "The name of column " + Wording.name(field.name()) + " holds half of a character.",
                        "Maybe the table was cut or decoded wrongly; rename the column.",
                        Where.column(field.name()));
            }
        }
    }

    /** {@return the names, in order} */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /**
     * Finds a column: by its exact name first, then by its name without blanks around it.
     *
     * @param name the name as the user gives it
     * @return the column's position, or empty if there is none or if only trimming matches and it matches several
     */
    public Optional<Integer> find(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        String trimmed = name.strip();
        Integer found = null;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().strip().equals(trimmed)) {
                if (found != null) {
                    return Optional.empty();
                }
                found = i;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * The position of a column that must be there.
     *
     * @param name the name, matched as {@link #find} does
     * @return its position
     * @throws DataException if there is none, naming the nearest
     */
    int require(String name) {
        return find(name).orElseThrow(() -> noColumn(name));
    }

    private DataException noColumn(String name) {
        return new DataException(
                "There is no column " + Wording.name(name) + ".",
                Wording.maybeNearest(name, names()),
                Where.column(name));
    }
}
