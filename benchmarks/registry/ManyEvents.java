import io.github.churnml.ChurnModel;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A year of promotions, one after the other between two versions, and who served at each of them. */
class ManyEvents {

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        int events = Integer.parseInt(args[1]);
        Registry registry = Registry.folder(folder);
        ChurnModel model = ChurnModel.load(Path.of(args[2]));
        ChurnModel other = ChurnModel.load(Path.of(args[3]));
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        registry = at(registry, start);
        registry.register(model, "1.0.0", "");
        registry.register(other, "1.1.0", "");
        TreeMap<Instant, String> served = new TreeMap<>();
        String champion = null;
        for (int i = 4; i <= events; i++) {
            Instant now = start.plusSeconds(365L * 86_400 * i / events);
            String next = "1.0.0".equals(champion) ? "1.1.0" : "1.0.0";
            RegistryEvent event =
                    at(registry, now).promote(next, new Promotion(champion, List.of(), false, "event " + i));
            served.put(event.at(), next);
            champion = next;
        }
        long begun = System.nanoTime();
        RegistryState state = Registry.folder(folder).state();
        double read = (System.nanoTime() - begun) / 1e9;
        begun = System.nanoTime();
        for (Map.Entry<Instant, String> moment : served.entrySet()) {
            for (Instant time : List.of(moment.getKey(), moment.getKey().plusMillis(1))) {
                String found = state.asOf(time).champion().orElseThrow().version().toString();
                if (!found.equals(moment.getValue())) {
                    throw new IllegalStateException(found + " at " + time + ", not " + moment.getValue());
                }
            }
        }
        double asked = (System.nanoTime() - begun) / 1e9 / served.size() / 2;
        System.out.printf(
                java.util.Locale.ROOT,
                "%d events: read and checked in %.2f s, asOf right at %d moments, %.2f ms each%n",
                state.seq(),
                read,
                2 * served.size(),
                1e3 * asked);
    }

    private static Registry at(Registry registry, Instant time) {
        return registry.with(Clock.fixed(time, ZoneOffset.UTC));
    }
}
