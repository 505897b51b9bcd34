package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars of blocks for a person at a terminal that can show them, of characters that everything can show elsewhere. */
class BarsTest {

    private static final String BLOCKS = "[▁-▐]";

    @TempDir
    Path folder;

    @Test
    void bar_ofBlocks_isExactToAnEighth() {
        Bars bars = new Bars(20, Bars.Style.BLOCKS);
        assertThat(bars.of(2)).isEqualTo("██");
        assertThat(bars.of(2.25)).isEqualTo("██▎");
        assertThat(bars.of(0.01)).isEqualTo("▏");
        assertThat(bars.of(0)).isEmpty();
        assertThat(bars.of(40)).hasSize(20);
        assertThat(bars.signed(4)).isEqualTo(" ".repeat(10) + "│██");
        assertThat(bars.signed(-5)).isEqualTo(" ".repeat(7) + "▐██│");
        assertThat(bars.against(4, 2)).isEqualTo("██│█");
        assertThat(bars.against(1, 4)).isEqualTo("█   │");
        assertThat(Bars.heights(new double[] {0, 1, 4, 8}, Bars.Style.BLOCKS)).isEqualTo(" ▁▄█");
    }

    @Test
    void bar_plain_isOfSigns_andOrnamentsAreNotThere() {
        Bars bars = new Bars(20, Bars.Style.PLAIN);
        assertThat(bars.of(2)).isEqualTo("##");
        assertThat(bars.signed(-4)).isEqualTo(" ".repeat(8) + "##|");
        assertThat(bars.ornament(2)).isEmpty();
        assertThat(bars.against(4, 2)).isEmpty();
        assertThat(Bars.heights(new double[] {1, 2}, Bars.Style.PLAIN)).isEmpty();
    }

    @Test
    void style_ofARun_isBlocksOnlyWhereAPersonCanSeeThem() {
        assertThat(style(true, StandardCharsets.UTF_8, Map.of())).isEqualTo(Bars.Style.BLOCKS);
        assertThat(style(false, StandardCharsets.UTF_8, Map.of())).isEqualTo(Bars.Style.PLAIN);
        assertThat(style(true, StandardCharsets.US_ASCII, Map.of())).isEqualTo(Bars.Style.PLAIN);
        assertThat(style(true, Charset.forName("windows-1252"), Map.of())).isEqualTo(Bars.Style.PLAIN);
        assertThat(style(true, StandardCharsets.UTF_8, Map.of("NO_COLOR", "1"))).isEqualTo(Bars.Style.PLAIN);
        assertThat(style(true, StandardCharsets.UTF_8, Map.of("TERM", "dumb"))).isEqualTo(Bars.Style.PLAIN);
    }

    private static Bars.Style style(boolean terminal, Charset charset, Map<String, String> environment) {
        PrintStream out = ProcessOutput.to(new ByteArrayOutputStream(), charset);
        return new Surroundings(out, System.err, environment, Path.of(""), terminal).bars();
    }

    @Test
    void commands_atATerminal_drawImportancesAndCalibration() {
        String train = atTerminal(
                true,
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--out",
                folder,
                "--set",
                "learner.trees=20");
        assertThat(train.substring(train.indexOf("What counts most:"))
                        .lines()
                        .skip(2)
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).containsPattern(" %  " + BLOCKS + "{20}$"));
        assertThat(train.substring(train.indexOf("Brier score in parts")))
                .containsPattern("from 0\\.0 .*│")
                .contains("the mark what was predicted");
        assertThat(atTerminal(true, "evaluate", "--model", Cli.model(), "--data", Cli.customers()))
                .containsPattern(BLOCKS);
        assertThat(atTerminal(true, "inspect", Cli.model())).containsPattern(BLOCKS);
        assertThat(atTerminal(true, "profile", "--data", Cli.customers(), "--target", "churned"))
                .containsPattern(BLOCKS);
        assertThat(atTerminal(true, "explain", "--model", Cli.model(), "--data", Cli.customers(), "--row", 1))
                .containsPattern(BLOCKS);
    }

    @Test
    void commands_inAPipe_areAsTheyWere() {
        for (Object[] command : new Object[][] {
            {"evaluate", "--model", Cli.model(), "--data", Cli.customers()},
            {"inspect", Cli.model()},
            {"profile", "--data", Cli.customers(), "--target", "churned"},
            {"explain", "--model", Cli.model(), "--data", Cli.customers(), "--row", 1}
        }) {
            assertThat(atTerminal(false, command)).doesNotContainPattern(BLOCKS).doesNotContain("│");
        }
    }

    private String atTerminal(boolean terminal, Object... command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(Map.of("SOURCE_DATE_EPOCH", Cli.EPOCH));
        int exit = ChurnCommand.run(
                new Surroundings(
                        ProcessOutput.to(bytes, StandardCharsets.UTF_8),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        environment,
                        folder,
                        terminal),
                Stream.of(command).map(String::valueOf).toArray(String[]::new));
        assertThat(exit).isZero();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
