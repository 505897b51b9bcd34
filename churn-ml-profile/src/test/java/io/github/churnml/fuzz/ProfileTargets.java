package io.github.churnml.fuzz;

import io.github.churnml.ModelParts;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.ProfileText;
import io.github.churnml.profile.TableProfile;
import java.util.List;
import java.util.Map;

/** Tables that are read and then profiled. */
public final class ProfileTargets implements TargetSource {

    @Override
    public List<FuzzTarget> targets() {
        return List.of(profile());
    }

    /** The last column is the target. */
    private static FuzzTarget profile() {
        Scratch scratch = new Scratch("profile.csv");
        List<byte[]> seeds = TableTargets.seeds();
        seeds.addAll(Seeds.texts(
                "id,charge,twice,plan,ended,left\n"
                        + "1,5,10,a,,no\n2,6,12,A ,2026-01-01,yes\n3,1e300,2e300,a,,no\n".repeat(9),
                "a,b,left\n" + "1,x,0\n,y,1\n2,,1\n".repeat(12),
                "left\nyes\nno\n"));
        return new FuzzTarget("profile", seeds, TableTargets.WORDS, bytes -> {
            Dataset data = Tables.readCsv(scratch.holding(bytes));
            List<String> names = data.schema().names();
            use(TableProfile.of(data, ProfileOptions.none()));
            use(TableProfile.of(data, ProfileOptions.ofTarget(names.get(names.size() - 1))));
        });
    }

    private static void use(TableProfile profile) {
        Map<String, Object> json = ModelParts.readJson(ModelParts.writeJson(profile.toMap()), null);
        if (json.size() != profile.toMap().size()) {
            throw new AssertionError("a profile that JSON does not hold");
        }
        if (ProfileText.of(profile, 5).isBlank()) {
            throw new AssertionError("a profile that says nothing");
        }
    }
}
