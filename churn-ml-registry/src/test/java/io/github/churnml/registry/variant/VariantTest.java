package io.github.churnml.registry.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantTest {

    private static final VariantNames BASE = VariantNames.standard();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,  -,       churn_prediction,                              churn-prediction-model,            ''
            US, -,       churn_prediction-geography-us,                 churn-prediction-model-us,         geography-us/
            -,  ClientA, churn_prediction-company-clienta,              churn-prediction-model-clienta,    company-clienta/
            EU, ClientB, churn_prediction-geography-eu-company-clientb, churn-prediction-model-eu-clientb, geography-eu/company-clientb/
            """)
    void names_ofGeographyAndCompany_areThoseOfTheTracker(
            String geography, String company, String experiment, String model, String path) {
        Variant variant = Variant.of(geography, company);
        assertThat(variant.experiment(BASE)).isEqualTo(experiment);
        assertThat(variant.model(BASE)).isEqualTo(model);
        assertThat(variant.path()).isEqualTo(path);
    }

    @Test
    void tags_ofAVariant_keepTheUsersCase() {
        assertThat(Variant.of("EU", "ClientB").tags(LocalDate.of(2026, 3, 4)))
                .containsExactly(
                        java.util.Map.entry("geography", "EU"),
                        java.util.Map.entry("company_id", "ClientB"),
                        java.util.Map.entry("training_date", "2026-03-04"));
    }

    @Test
    void names_ofAnyColumn_followTheSameScheme() {
        Variant variant = new Variant(List.of(new VariantPart("Plan_Type", "Premium Plus")));
        assertThat(variant.path()).isEqualTo("plan-type-premium-plus/");
        assertThat(variant.model(BASE)).isEqualTo("churn-prediction-model-premium-plus");
        assertThat(variant.tags(LocalDate.EPOCH)).containsEntry("Plan_Type", "Premium Plus");
    }

    @Test
    void names_ofAPipelineWithItsOwn_buildUponIt() {
        Variant us = Variant.of("US", null);
        assertThat(us.model(VariantNames.of("telco"))).isEqualTo("telco-us");
        assertThat(us.experiment(VariantNames.of("telco"))).isEqualTo("telco-geography-us");
        assertThat(VariantNames.of("churn")).isEqualTo(BASE);
    }

    @Test
    void names_ofAVariantsOwnPipeline_areNotAppendedAgain() {
        Variant us = Variant.of("US", null);
        assertThat(us.model(VariantNames.of("telco-us", us))).isEqualTo("telco-us");
        assertThat(us.experiment(VariantNames.of("churn-prediction-model-us", us)))
                .isEqualTo("churn_prediction-geography-us");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            US,                     us
            Côte d'Ivoire,          cote-d-ivoire
            ../../etc/passwd,       etc-passwd
            ..,                     value-5ec1f7e7
            a/b\\c,                 a-b-c
            日本,                   value-dcf823f0
            Ωmega,                  mega-36d3e3cd
            Ａ１,                   a1
            """)
    void name_ofAnyValue_isSafe(String value, String name) {
        if (name.matches("(value|mega)-.*")) {
            assertThat(FoldedName.of(value)).matches(name.replaceAll("-.*", "-[0-9a-f]{8}"));
        } else {
            assertThat(FoldedName.of(value)).isEqualTo(name);
        }
    }

    @Test
    void name_ofOtherAlphabets_differsByValue() {
        assertThat(FoldedName.of("日本")).isNotEqualTo(FoldedName.of("中国"));
        String longest = "x".repeat(150);
        assertThat(FoldedName.of(longest + "a")).hasSizeLessThanOrEqualTo(FoldedName.LONGEST);
        assertThat(FoldedName.of(longest + "a")).isNotEqualTo(FoldedName.of(longest + "b"));
    }

    @Property
    void path_ofAnyValue_staysInsideItsFolder(@ForAll String value) {
        if (value.isBlank()
                || value.strip().length() > 200
                || value.codePoints().anyMatch(Character::isISOControl)) {
            return;
        }
        Variant variant = Variant.of(value, null);
        assertThat(variant.path()).matches("geography-[a-z0-9]+(-[a-z0-9]+)*/");
        Path inside = Path.of("out").resolve(variant.path()).normalize();
        assertThat(inside.getParent()).isEqualTo(Path.of("out"));
        assertThat(variant.model(BASE)).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    }

    @Test
    void variant_emptyValue_isRefused() {
        assertThatThrownBy(() -> Variant.of("  ", null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The variant's 'geography' is empty: customers without a value have no model of their own.\n"
                                + "Maybe leave it out.");
    }

    @Test
    void variant_controlCharacterOrTooLong_isRefused() {
        assertThatThrownBy(() -> Variant.of("U\u0000S", null)).hasMessageContaining("(U S), which holds a control");
        assertThatThrownBy(() -> Variant.of("x".repeat(201), null))
                .hasMessageContaining("201 characters long where 200 are allowed");
    }

    @Test
    void variant_twoValuesOfOneDimension_areRefused() {
        assertThatThrownBy(
                        () -> new Variant(List.of(new VariantPart("company", "A"), new VariantPart("company_id", "B"))))
                .hasMessageContaining("two values for 'company': company (A), company_id (B)");
    }

    @Test
    void model_nameTooLong_isRefused() {
        VariantNames base = VariantNames.of("n".repeat(98));
        assertThatThrownBy(() -> Variant.of("US", null).model(base))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("101 characters where 100 are allowed");
    }
}
