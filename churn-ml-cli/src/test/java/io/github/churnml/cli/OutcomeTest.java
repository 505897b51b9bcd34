package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of a conversion: every command speaks of it in its words, with the numbers of a model that says nothing of it. */
class OutcomeTest {

    private static final int ROWS = 400;

    @TempDir
    static Path folder;

    private static Path data;
    private static Path plain;
    private static Path model;
    private static String told;
    private static String unnamed;

    @BeforeAll
    static void train() {
        StringBuilder text = new StringBuilder("visits,spend,converted\n");
        for (int row = 0; row < ROWS; row++) {
            boolean converts = row % 4 == 1;
            text.append((converts ? 25 : 10) + row * 7 % 19)
                    .append(',')
                    .append(row * 37 % 101)
                    .append(',')
                    .append(converts ? "1" : "0")
                    .append('\n');
        }
        data = Cli.write(folder.resolve("t.csv"), text.toString());
        Cli.Result usual = Cli.train(data, "converted", folder.resolve("plain"), "--positive", "1");
        assertThat(usual.exit()).as(usual.err()).isZero();
        unnamed = usual.out();
        Cli.Result turned = Cli.train(
                data,
                "converted",
                folder.resolve("out"),
                "--set",
                "outcome.name=conversion",
                "--set",
                "outcome.good=true");
        assertThat(turned.exit()).as(turned.err()).isZero();
        told = turned.out();
        plain = folder.resolve("plain/model.churn");
        model = folder.resolve("out/model.churn");
    }

    @Test
    void train_ofAConversion_takesItsYesAndSaysSo() throws IOException {
        assertThat(told)
                .startsWith("Learns who will convert: converted = 1 (100 of 400 customers, 25.0 %); the others: 0\n")
                .contains("is taken to mean that a customer will convert; --positive says otherwise.");
        assertNoChurn(told);
        assertThat(Files.readString(folder.resolve("out/pipeline.yaml")))
                .contains("outcome:\n  name: conversion\n  good: true\n  verb: convert\n");
        assertThat(Files.readString(folder.resolve("out/metrics.json"))).contains("\"outcome\"");
        assertThat(Files.readString(folder.resolve("plain/pipeline.yaml"))).doesNotContain("outcome");
    }

    @Test
    void train_ofAConversionThatIsNotNamed_suggestsIt() {
        assertThat(unnamed)
                .contains("The label '1' of column 'converted' seems to be a good outcome. Maybe say so, for words that"
                        + " fit: --set outcome.name=conversion --set outcome.good=true");
        assertThat(told).doesNotContain("seems to be a good outcome");
    }

    @Test
    void predict_ofAConversion_turnsTheWordsAndNotTheNumbers() throws IOException {
        List<String> usual = predicted(plain, "plain.csv");
        List<String> turned = predicted(model, "turned.csv");
        assertThat(usual.get(0)).endsWith(",probability,predicted,risk_tier");
        assertThat(turned.get(0)).endsWith(",conversion_probability,will_convert,conversion_tier");
        for (int row = 1; row <= ROWS; row++) {
            String[] one = usual.get(row).split(",");
            String[] other = turned.get(row).split(",");
            assertThat(other[3]).isEqualTo(one[3]);
            assertThat(other[4]).isEqualTo(one[4].equals("1") ? "Yes" : "No");
            assertThat(other[5]).isEqualTo(one[5]);
        }
        String said = Cli.run("predict", "--model", model, "--data", data, "--out", folder.resolve("s.csv"))
                .out();
        assertThat(said).contains("likely to convert (", "may convert (", "unlikely to convert (");
        assertNoChurn(said);
        JsonNode json = Cli.run("predict", "--json", "--model", model, "--data", data, "--out", folder.resolve("j.csv"))
                .json();
        assertThat(json.has("conversion_tiers")).isTrue();
        assertThat(json.has("risk_tiers")).isFalse();
    }

    private static List<String> predicted(Path with, String name) throws IOException {
        Path out = folder.resolve(name);
        assertThat(Cli.run("predict", "--model", with, "--data", data, "--out", out)
                        .exit())
                .isZero();
        return Files.readAllLines(out);
    }

    @Test
    void explain_ofAConversion_speaksOfItsChance() throws IOException {
        String one =
                Cli.run("explain", "--model", model, "--data", data, "--row", 2).out();
        assertThat(one)
                .contains(
                        "raises the chance",
                        "s the chance of conversion: odds",
                        ", predicted '1', likely to convert (");
        assertNoChurn(one);
        JsonNode json = Cli.run("explain", "--json", "--model", model, "--data", data, "--row", 2)
                .json();
        assertThat(json.path("conversion_probability").isNumber()).isTrue();
        assertThat(json.path("will_convert").asText()).isEqualTo("Yes");
        assertThat(json.path("conversion_tier").asText()).isEqualTo("high");
        assertThat(json.has("probability") || json.has("predicted") || json.has("risk_tier"))
                .isFalse();
        Path out = folder.resolve("reasons.csv");
        Cli.run("explain", "--model", model, "--data", data, "--out", out);
        assertThat(Files.readAllLines(out).get(0))
                .startsWith("row,conversion_probability,will_convert,conversion_tier,");
    }

    @Test
    void contact_ofAConversion_hasItsProbability() throws IOException {
        Path out = folder.resolve("list.csv");
        Cli.Result result =
                Cli.run("contact", "--model", model, "--data", data, "--out", out, "--value", 100, "--acceptance", 0.5);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readString(out))
                .startsWith("rank,row,conversion_probability,value,")
                .contains("the chance of conversion")
                .doesNotContain("leaving");
    }

    @Test
    void evaluate_ofAConversion_speaksOfWhoConverts() throws IOException {
        Path page = folder.resolve("page.html");
        String text = Cli.run(
                        "evaluate",
                        "--model",
                        model,
                        "--data",
                        data,
                        "--html",
                        page,
                        "--value",
                        100,
                        "--acceptance",
                        0.5)
                .out();
        assertThat(text)
                .startsWith("Who will convert: converted = 1 (100 of 400 customers, 25.0 %)")
                .contains(
                        "Tenths of the customers, most likely to convert first:",
                        "contacting whom the model predicts to convert");
        assertNoChurn(text);
        assertThat(Files.readString(page))
                .contains(
                        "100 of 400 customers convert (",
                        "are predicted to convert",
                        "found, of all who convert",
                        "which finds")
                .doesNotContain("leave", "who left", "stay");
    }

    @Test
    void inspect_ofAConversion_namesIt() {
        String text = Cli.run("inspect", model).out();
        assertThat(text).contains("'converted', customers who convert say '1'", "of whom convert");
        assertNoChurn(text);
        assertThat(Cli.run("inspect", "--json", model)
                        .json()
                        .at("/outcome/verb")
                        .asText())
                .isEqualTo("convert");
        assertThat(Cli.run("inspect", "--json", plain).json().has("outcome")).isFalse();
    }

    @Test
    void learningCurveAndDoctor_ofAConversion_speakOfWhoConverts() {
        Object[] what = {
            "--data",
            data,
            "--target",
            "converted",
            "--set",
            "outcome.name=conversion",
            "--set",
            "outcome.good=true",
            "--set",
            "learner.trees=5"
        };
        assertThat(Cli.run(with("doctor", what)).out()).contains("of whom 100 convert (25.0 %)");
        assertThat(Cli.run(with("compare", what, "--learners", "boosting")).out())
                .contains(" convert; seed ");
    }

    private static Object[] with(String command, Object[] more, Object... last) {
        return Stream.of(new Object[] {command}, more, last)
                .flatMap(Arrays::stream)
                .toArray();
    }

    /** Of nobody who leaves, beside the names of commands and files. */
    private static void assertNoChurn(String text) {
        String words = text.toLowerCase(Locale.ROOT)
                .replace("churn predict", "")
                .replace("churn-ml", "")
                .replace(".churn", "")
                .replaceAll("(?m)^churn 1.0.0$", "");
        assertThat(words).doesNotContainPattern("\\b(churn|leav\\w*|left|stay\\w*|risk)\\b");
    }
}
