package io.github.churnml.explain;

import io.github.churnml.drift.ColumnProfile;
import io.github.churnml.drift.LevelProfile;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.prepare.Input;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What training rows held in each input, as remarks in brackets that are made once. Immutable. */
final class UsualValues {

    /** By input: one remark for all values of a number, one per code of a level. */
    private final String[][] remarks;

    /** @param reference what the training rows were like, or null where that is not known */
    UsualValues(List<Input> inputs, @Nullable ReferenceProfile reference) {
        remarks = new String[inputs.size()][];
        for (int j = 0; j < remarks.length; j++) {
            Input input = inputs.get(j);
            ColumnProfile profile =
                    reference == null ? null : reference.find(input.name()).orElse(null);
            remarks[j] = profile instanceof NumberProfile numbers
                    ? new String[] {NumberWords.range(numbers)}
                    : profile instanceof LevelProfile levels ? remarks(input.levels(), levels) : new String[0];
        }
    }

    private static String[] remarks(List<String> levels, LevelProfile profile) {
        String[] remarks = new String[levels.size()];
        Arrays.fill(remarks, "");
        Map<String, Integer> codes = new HashMap<>();
        for (int code = 0; code < remarks.length; code++) {
            codes.putIfAbsent(levels.get(code), code);
        }
        for (int seen = 0; seen < profile.levels().size(); seen++) {
            Integer code = codes.get(profile.levels().get(seen));
            if (code != null) {
                remarks[code] = " (as for " + NumberWords.wholePercent(profile.share(seen)) + " of customers)";
            }
        }
        return remarks;
    }

    /**
     * The remark on a value of an input, beginning with a blank; empty where there is none.
     *
     * @param place the input's place; that of a derived feature has no remarks
     * @param nominal whether the value is a code
     */
    String of(int place, boolean nominal, double value) {
        if (place >= remarks.length) {
            return "";
        }
        int at = nominal ? (int) value : 0;
        return at >= 0 && at < remarks[place].length ? remarks[place][at] : "";
    }
}
