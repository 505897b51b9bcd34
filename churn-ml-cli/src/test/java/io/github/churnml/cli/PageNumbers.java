package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers in the tables of a page, with all their digits. */
final class PageNumbers {

    private static final Pattern NUMBER = Pattern.compile("data-v=\"([^\"]+)\"");

    private PageNumbers() {}

    /** Asserts that every number somewhere below a node stands in a table of the page, to the digit. */
    static void areThoseOf(String html, JsonNode node) {
        Set<Double> shown = new TreeSet<>();
        Matcher matcher = NUMBER.matcher(html);
        while (matcher.find()) {
            shown.add(Double.parseDouble(matcher.group(1)));
        }
        List<Double> told = new ArrayList<>();
        collect(node, told);
        assertThat(told).as("the answer has numbers").isNotEmpty();
        assertThat(shown).containsAll(told);
    }

    private static void collect(JsonNode node, List<Double> into) {
        if (node.isNumber()) {
            into.add(node.doubleValue());
        }
        node.forEach(child -> collect(child, into));
    }
}
