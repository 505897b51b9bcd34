package io.github.churnml.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Every door there is. A new one is a line here. */
final class FuzzTargets {

    private FuzzTargets() {}

    static List<FuzzTarget> all() {
        List<FuzzTarget> targets = new ArrayList<>(List.of(
                TableTargets.csv(),
                TableTargets.csvRows(),
                TextTargets.numbers(),
                TextTargets.dates(),
                YamlTargets.yaml(),
                YamlTargets.yamlEdits(),
                ModelTargets.json(),
                ModelTargets.forestBytes(),
                ModelTargets.linearBytes()));
        targets.addAll(new ModelTargets().all());
        return targets;
    }

    static FuzzTarget byName(String name) {
        List<FuzzTarget> targets = all();
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target (" + name + ") among "
                        + targets.stream().map(FuzzTarget::name).toList()));
    }
}
