package io.github.churnml.model;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import java.util.List;

/**
 * What a model file has no room for is refused before the training, since only the saving would find it.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ModelLimits {

    static final int NAME = 10_000;
    static final int LEVEL = 1_000_000;

    /** All levels together; a file holds them more than once, and a part of it at most 64 MB. */
    static final long LEVELS = 16_000_000;

    private ModelLimits() {}

    /**
     * Refuses names and levels that are too long in the columns of a table that are used.
     *
     * @param data the table to train from
     * @param excluded names of columns that are not used
     * @throws DataException if one is too long, or all levels together are
     */
    public static void require(Dataset data, List<String> excluded) {
        long all = 0;
        for (Column column : data.columns()) {
            if (excluded.stream()
                    .anyMatch(name -> name.strip().equals(column.name().strip()))) {
                continue;
            }
            if (column.name().length() > NAME) {
                throw new DataException(
                        "Column " + Wording.name(column.name()) + " has a name of "
                                + column.name().length() + " characters where a model keeps at most " + NAME + ".",
                        "Maybe a quote in the header is not closed; or give the column a shorter name.",
                        Where.column(column.name()));
            }
            if (column instanceof CodedColumn coded) {
                for (String level : coded.levels()) {
                    all += level.length();
                    refuse(column.name(), level.length() > LEVEL, "a text of " + level.length(), LEVEL);
                    refuse(column.name(), all > LEVELS, "texts that make more than " + LEVELS, LEVELS);
                }
            }
        }
    }

    /**
     * Refuses labels that are too long.
     *
     * @param target what is to be predicted
     * @throws DataException if a label is too long
     */
    public static void require(Target target) {
        int longest = Math.max(target.positive().length(), target.negative().length());
        refuse(target.column(), longest > LEVEL, "a text of " + longest, LEVEL);
    }

    private static void refuse(String column, boolean tooLong, String what, long most) {
        if (tooLong) {
            throw new DataException(
                    "Column " + Wording.name(column) + " holds " + what + " characters where a model keeps at most "
                            + most + ".",
                    "Maybe a quote is not closed; or leave the column out with --exclude (in Java: exclude).",
                    Where.column(column));
        }
    }
}
