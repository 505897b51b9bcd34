package io.github.churnml.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Every door of core, and those of the module whose tests are run. A new one is a line here. */
final class FuzzTargets {

    private static final List<FuzzTarget> ALL = List.copyOf(make());

    private FuzzTargets() {}

    static List<FuzzTarget> all() {
        return ALL;
    }

    private static List<FuzzTarget> make() {
        List<FuzzTarget> targets = new ArrayList<>(List.of(
                TableTargets.csv(),
                TableTargets.csvRows(),
                TableTargets.packed(),
                JsonTables.whole(),
                JsonTables.rows(),
                TextTargets.numbers(),
                TextTargets.dates(),
                YamlTargets.yaml(),
                YamlTargets.yamlEdits(),
                ModelTargets.json(),
                ModelTargets.forestBytes(),
                ModelTargets.linearBytes(),
                ModelTargets.additiveBytes(),
                ModelTargets.networkBytes()));
        targets.addAll(new ModelTargets().all());
        ServiceLoader.load(TargetSource.class).forEach(source -> targets.addAll(source.targets()));
        return targets;
    }

    static FuzzTarget byName(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target (" + name + ") among "
                        + ALL.stream().map(FuzzTarget::name).toList()));
    }
}
