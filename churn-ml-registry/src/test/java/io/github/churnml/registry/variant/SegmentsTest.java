package io.github.churnml.registry.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.prepare.Cleaning;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    private static final VariantSettings BY = VariantSettings.by("geography");

    private static ChurnPipeline pipeline(Cleaning cleaning) {
        return ChurnPipeline.builder().target("churned").clean(cleaning).build();
    }

    private static Dataset table(String column, String... values) {
        List<String> levels = List.of(values).stream().distinct().toList();
        int[] codes = IntStream.range(0, values.length)
                .map(i -> levels.indexOf(values[i]))
                .toArray();
        return Dataset.of(List.of(
                CodedColumn.of(column, ColumnType.CATEGORICAL, codes, levels),
                NumericColumn.of("churned", ColumnType.NUMERIC, new double[values.length])));
    }

    private static Segments of(Dataset data, VariantSettings settings, Cleaning cleaning) {
        return Segments.of(data, settings.by(), settings, pipeline(cleaning));
    }

    @Test
    void column_namedInAnotherCase_isFound() {
        Segments segments = of(table("GEOGRAPHY", "US", "EU", "US"), BY, Cleaning.standard());
        assertThat(segments.variants()).containsExactly(Variant.of("EU", null), Variant.of("US", null));
        assertThat(segments.of()).containsExactly(1, 0, 1);
    }

    @Test
    void column_absent_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> of(table("geografy", "US"), BY, Cleaning.standard()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("divided by 'geography', but the table has no column of that name.")
                .hasMessageContaining("Maybe 'geografy' was meant.");
    }

    @Test
    void column_namedBySettings_isTaken() {
        Segments segments = of(table("land", "US"), BY.withColumn("geography", "land"), Cleaning.standard());
        assertThat(segments.variants()).containsExactly(Variant.of("US", null));
    }

    @Test
    void column_thatIsTheTarget_isRefused() {
        assertThatThrownBy(() -> of(table("x", "US"), VariantSettings.by("churned"), Cleaning.standard()))
                .hasMessageContaining("'churned' divides the customers into variants, but it is the target");
    }

    @Test
    void values_thatDifferInCase_areRefusedNamingBoth() {
        assertThatThrownBy(() -> of(table("geography", "US", "us"), BY, Cleaning.standard()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("geography (US) and geography (us) would share the folder 'geography-us/'")
                .hasMessageContaining("foldCase: true");
        assertThatThrownBy(() -> of(table("geography", "U-S", "U S"), BY, Cleaning.standard()))
                .hasMessageContaining("clean: {synonyms: {geography: {U-S: U S}}} makes them one.");
    }

    @Test
    void values_ofFoldedCase_areOneSegment() {
        Cleaning folded = new Cleaning(true, List.of(), true, true, true, Map.of());
        Segments segments = of(table("geography", "us", "US", "Us "), BY, folded);
        assertThat(segments.variants()).containsExactly(Variant.of("US", null));
        assertThat(segments.of()).containsExactly(0, 0, 0);
    }

    @Test
    void values_ofSynonyms_areOneSegment() {
        Cleaning synonyms =
                new Cleaning(true, List.of("n/a"), true, true, false, Map.of("geography", Map.of("USA", "US")));
        Segments segments = of(table("geography", "USA", "US", " EU", "N/A"), BY, synonyms);
        assertThat(segments.variants()).containsExactly(Variant.of("EU", null), Variant.of("US", null));
        assertThat(segments.of()).containsExactly(1, 1, 0, -1);
    }

    @Test
    void values_ofTwoColumnsWhoseNamesRunTogether_areRefused() {
        Dataset data = Dataset.of(List.of(
                CodedColumn.of("geography", ColumnType.CATEGORICAL, new int[] {0, 1}, List.of("eu b", "eu")),
                CodedColumn.of("company", ColumnType.CATEGORICAL, new int[] {0, 1}, List.of("c", "b c"))));
        assertThatThrownBy(() -> of(data, VariantSettings.by("geography", "company"), Cleaning.standard()))
                .hasMessageContaining("would share the ending of a model's name '-eu-b-c'");
    }

    @Test
    void values_numbers_areTheSameHoweverWritten() {
        SegmentColumn column = new SegmentColumn("region", "region", true, false, Map.of(), List.of());
        assertThat(column.key("1.0")).isEqualTo("1").isEqualTo(column.key(" 01 "));
        assertThat(column.key(" ")).isNull();
    }

    @Test
    void variant_thatNoCustomerIsOf_isRefusedWithTheNearest() {
        Segments segments = of(table("geography", "Germany", "France"), BY, Cleaning.standard());
        assertThat(segments.require(Variant.of("germany", null))).isEqualTo(1);
        assertThatThrownBy(() -> segments.require(Variant.of("Germani", null)))
                .isInstanceOf(DataException.class)
                .hasMessage("No customer is of the variant geography (Germani).\nMaybe 'Germany' was meant.");
    }

    @Test
    void segments_ofAnIdentifier_areRefused() {
        String[] ids =
                IntStream.rangeClosed(0, Segments.MOST).mapToObj(i -> "c" + i).toArray(String[]::new);
        assertThatThrownBy(() -> of(table("geography", ids), BY, Cleaning.standard()))
                .hasMessageContaining("makes more than 10,000 segments of 10,001 rows");
    }

    @Test
    void settings_yamlTwin_isTheSame() {
        VariantSettings settings = VariantSettings.by("geography", "company")
                .withColumn("company", "client")
                .withLeast(50, 200)
                .withFolds(3)
                .withFallback(VariantSettings.Fallback.SHRINKAGE);
        assertThat(VariantSettings.of(settings.settings())).isEqualTo(settings);
        VariantSettings one = VariantSettings.only(Variant.of("US", "ClientA"));
        assertThat(VariantSettings.of(one.settings())).isEqualTo(one);
        ChurnPipeline pipeline = Customers.pipeline(settings);
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
        assertThat(VariantSettings.in(ChurnPipeline.parseYaml(pipeline.toYaml())))
                .contains(settings);
    }

    @Test
    void settings_wrong_areRefused() {
        assertThatThrownBy(() -> VariantSettings.of(Map.of("bye", List.of("x"))))
                .hasMessage("Key 'variants.bye' is not known.\nMaybe 'by' was meant.");
        assertThatThrownBy(() -> VariantSettings.of(Map.of("by", List.of("x"), "only", Map.of("x", "y"))))
                .hasMessageContaining("says both by which columns");
        assertThatThrownBy(() -> VariantSettings.of(Map.of("folds", 5)))
                .hasMessageContaining("says neither")
                .hasMessageContaining("Maybe add by: [geography].");
        assertThatThrownBy(() -> VariantSettings.of(Map.of("by", "x", "minLeavers", 1)))
                .hasMessageContaining("Key 'variants.minLeavers' holds (1)");
        assertThatThrownBy(() -> VariantSettings.of(Map.of("by", "x", "fallback", "poled")))
                .hasMessageContaining("Maybe 'pooled' was meant.");
        assertThatThrownBy(() -> VariantSettings.of(Map.of("by", "x", "columns", Map.of("y", "z"))))
                .hasMessageContaining("names 'y', by which nothing is divided");
    }
}
