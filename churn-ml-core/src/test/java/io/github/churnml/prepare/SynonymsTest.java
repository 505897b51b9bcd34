package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.booleans;
import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SynonymsTest {

    private static final Map<String, String> MONTHLY =
            Map.of("monthly", "Month-to-month", " M2M ", "Month-to-month", "none", "");

    @Test
    void synonyms_areReadAlikeInTrainingAndServing() {
        Dataset data = Tables.of(levels("contract", "monthly", "Month-to-month ", "One year", "M2M", "none"));
        FittedPreparation fitted = fit(Cleaning.standard().withSynonyms("contract", MONTHLY), data);
        Input contract = fitted.inputs().get(0);
        assertThat(contract.levels()).containsExactly("Month-to-month", "One year");
        assertThat(contract.readAll(data.column("contract"))).containsExactly(0, 0, 1, 0, Variable.MISSING);
        assertThat(contract.read("  m2m", 0)).isEqualTo(Variable.UNKNOWN);
        assertThat(contract.read("M2M ", 0)).isZero();
        assertThat(contract.read("weekly", 0)).isEqualTo(Variable.UNKNOWN);
        Input reloaded = reload(fitted).inputs().get(0);
        for (String text : List.of("monthly", "M2M", "none", "One year", "?", "weekly")) {
            assertThat(reloaded.read(text, 0)).isEqualTo(contract.read(text, 0));
        }
        assertThat(reloaded.state()).isEqualTo(contract.state());
    }

    @Test
    void synonym_isReplacedOnce() {
        Input input = fit(
                        Cleaning.standard().withSynonyms("l", Map.of("a", "b", "b", "c")),
                        Tables.of(levels("l", "a", "b", "c")))
                .inputs()
                .get(0);
        assertThat(input.levels()).containsExactly("b", "c");
        assertThat(input.read("a", 0)).isZero();
        assertThat(input.read("b", 0)).isEqualTo(1);
    }

    @Test
    void synonym_ofANumberOrBoolean_isFoundByItsValue() {
        Dataset data = Tables.of(numbers("zone", 1, 2, 1), booleans("auto", "Yes", "No", "yes"));
        Cleaning wish = Cleaning.standard()
                .withSynonyms("zone", Map.of("1", "north", "2", "south"))
                .withSynonyms("auto", Map.of("yes", "active", "no", "idle"));
        FittedPreparation fitted = new Preparation(
                        wish, List.of(), Imputing.standard(), Set.of(), Map.of("zone", ColumnType.CATEGORICAL))
                .fit(data);
        Input zone = fitted.inputs().get(0);
        assertThat(zone.levels()).containsExactly("north", "south");
        assertThat(zone.read(2, 0)).isEqualTo(zone.read("2.0", 0)).isEqualTo(1);
        Input auto = fitted.inputs().get(1);
        assertThat(auto.levels()).containsExactly("active", "idle");
        assertThat(auto.read(true, 0)).isEqualTo(auto.read("YES", 0)).isZero();
        assertThat(auto.read(false, 0)).isEqualTo(1);
    }

    @Test
    void foldedCase_makesOneLevelOfSpellings() {
        Dataset data = Tables.of(levels("phone", "Mobile Phone", "mobile phone ", "LANDLINE", "landline", "Straße"));
        FittedPreparation plain = fit(Cleaning.standard(), data);
        assertThat(plain.inputs().get(0).levels()).hasSize(5);
        FittedPreparation folded = fit(Cleaning.standard().withFoldCase(true), data);
        Input phone = folded.inputs().get(0);
        assertThat(phone.levels()).containsExactly("LANDLINE", "Mobile Phone", "Straße");
        assertThat(phone.read("MOBILE PHONE", 0)).isEqualTo(1);
        assertThat(phone.read("STRASSE", 0)).isEqualTo(2);
        assertThat(reload(folded).inputs().get(0).read("MOBILE PHONE", 0)).isEqualTo(1);
        assertThat(reload(folded).state()).isEqualTo(folded.state());
    }

    @Test
    void foldedCase_holdsForSynonymsToo() {
        Cleaning wish = Cleaning.standard().withFoldCase(true).withSynonyms("c", Map.of("Monthly", "month"));
        Input input = fit(wish, Tables.of(levels("c", "MONTHLY", "Month", "year")))
                .inputs()
                .get(0);
        assertThat(input.levels()).containsExactly("Month", "year");
        assertThat(input.read("monthly", 0)).isZero();
    }

    @Test
    void columnWithSynonyms_isNotTurnedIntoNumbers() {
        Dataset data = Tables.of(levels("size", "$1", "$2", "$3", "$2"));
        assertThat(fit(Cleaning.standard(), data).inputs().get(0).type()).isEqualTo(ColumnType.NUMERIC);
        Input input = fit(Cleaning.standard().withSynonyms("size", Map.of("$1", "small")), data)
                .inputs()
                .get(0);
        assertThat(input.levels()).containsExactly("$2", "$3", "small");
    }

    @Test
    void settings_areReadBack() {
        Cleaning wish = Cleaning.standard().withFoldCase(true).withSynonyms("contract", MONTHLY);
        assertThat(Cleaning.of(Settings.of(wish.settings(), Blame.configuration(null))))
                .isEqualTo(wish);
        assertThat(Cleaning.of(Settings.of(Map.of(), Blame.configuration(null))))
                .isEqualTo(Cleaning.standard());
        assertThat(wish.withMissing("x")
                        .withHiddenNumbers(false)
                        .withDropDuplicates(false)
                        .synonyms())
                .isEqualTo(wish.synonyms());
        assertThatThrownBy(
                        () -> Cleaning.of(Settings.of(Map.of("synonyms", Map.of("c", "d")), Blame.configuration(null))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'synonyms.c' holds (d)");
    }

    @Test
    void synonyms_thatCannotBe_areRefusedWithAWayOut() {
        Dataset data = Tables.of(levels("l", "a", "b"), numbers("n", 1, 2));
        assertThatThrownBy(() -> fit(Cleaning.standard().withSynonyms("ll", Map.of("a", "b")), data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("There is no column 'll'.")
                .hasMessageContaining("Maybe 'l' was meant.");
        assertRefused(
                data,
                Cleaning.standard().withSynonyms("n", Map.of("1", "one")),
                "Column 'n' is numeric and has no levels, hence no synonyms.",
                "declare the column categorical");
        assertRefused(
                data,
                Cleaning.standard().withSynonyms("l", Map.of("n/a", "none")),
                "Synonym (n/a) of column 'l' stands for a missing value.",
                "impute the column by a constant");
        assertRefused(
                data,
                Cleaning.standard().withSynonyms("l", Map.of("a", "x", " a", "y")),
                "Synonym (a) of column 'l' means both (y) and (x).",
                "Maybe list it once: blanks around it do not count.");
        assertRefused(
                data,
                Cleaning.standard().withFoldCase(true).withSynonyms("l", Map.of("a", "x", "A", "y")),
                "Synonym (a) of column 'l' means both (y) and (x).",
                "blanks around it and case do not count");
    }

    private static FittedPreparation fit(Cleaning cleaning, Dataset data) {
        return new Preparation(cleaning, List.of(), Imputing.standard(), Set.of(), Map.of()).fit(data);
    }

    private static FittedPreparation reload(FittedPreparation fitted) {
        return FittedPreparation.of(Settings.of(fitted.state(), Blame.modelFile(null)));
    }

    private static void assertRefused(Dataset data, Cleaning wish, String problem, String maybe) {
        assertThatThrownBy(() -> fit(wish, data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }
}
