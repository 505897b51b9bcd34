package io.github.churnml.serving.openapi;

import static io.github.churnml.serving.openapi.OpenApiOperations.ref;

import io.github.churnml.serving.contacts.ContactsHandler;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.http.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the OpenAPI document says of {@code POST /contacts}. */
final class OpenApiContacts {

    private static final Map<String, Object> TEXT = Tree.of("type", "string");
    private static final Map<String, Object> NUMBER = Tree.of("type", "number");
    private static final Map<String, Object> COUNT = Tree.of("type", "integer", "format", "int64", "minimum", 0);

    private OpenApiContacts() {}

    static Map<String, Object> operation(Limits limits) {
        Map<String, Object> problem = Map.of("$ref", "#/components/responses/Problem");
        return Tree.of(
                "summary",
                "Whom of a table to contact: scores, reasons and money",
                "description",
                "Takes a CSV file of up to " + limits.tableBytes()
                        + " bytes, read as churn predict reads it: delimiter, decimal marks and missing values are those of"
                        + " the whole table. Answers with the customers whom it pays most to contact, best first; with Accept:"
                        + " text/csv, with the whole table and what the model says of each row, or with rows=best with the list as a file. Rows that cannot be scored are"
                        + " named. Rows of a table count neither for drift nor for an experiment.",
                "tags",
                List.of("predict"),
                "parameters",
                parameters(),
                "requestBody",
                Tree.of(
                        "required",
                        true,
                        "content",
                        Tree.of("text/csv", Tree.of("schema", Tree.of("type", "string", "format", "binary")))),
                "responses",
                Tree.of(
                        "200",
                        Tree.of(
                                "description",
                                "The list, or the scored table.",
                                "content",
                                Tree.of(
                                        "application/json",
                                        Tree.of("schema", ref("Contacts")),
                                        "text/csv",
                                        Tree.of("schema", TEXT))),
                        "400",
                        problem,
                        "408",
                        problem,
                        "413",
                        problem,
                        "default",
                        problem));
    }

    private static List<Object> parameters() {
        List<Object> all = new ArrayList<>();
        all.add(parameter("most", "How many contacts to list at most.", whole(1, ContactsHandler.MOST)));
        all.add(parameter("explain", "How many reasons to give for each.", whole(0, ContactsHandler.MOST_REASONS)));
        all.add(parameter(
                "rows",
                "Of answers as CSV: all rows, or the best contacts.",
                Tree.of("type", "string", "enum", List.of("all", "best"), "default", "all")));
        all.add(parameter(
                "missing",
                "Takes columns that the table lacks as not known.",
                Tree.of("type", "string", "enum", List.of("impute"))));
        all.add(parameter(
                "charset",
                "The table's character set, where no byte order mark tells it; UTF-8 unless said.",
                Tree.of("type", "string", "enum", ContactsHandler.CHARSETS)));
        all.add(parameter(
                "value",
                "What a customer who stays is worth: a column of the table, or one amount for all. Otherwise as the model says.",
                TEXT));
        all.add(parameter("valueMissing", "The amount of customers who have none in that column.", NUMBER));
        all.add(parameter("months", "How often the value comes, such as 12 for a year of monthly charges.", NUMBER));
        all.add(parameter("contactCost", "What contacting one customer costs.", NUMBER));
        all.add(parameter("offerCost", "What the offer costs where it is accepted.", NUMBER));
        all.add(parameter("acceptance", "The share of leavers whom the offer keeps, such as 0.3.", NUMBER));
        return all;
    }

    private static Map<String, Object> whole(int least, int most) {
        return Tree.of("type", "integer", "minimum", least, "maximum", most);
    }

    private static Map<String, Object> parameter(String name, String description, Map<String, Object> schema) {
        return Tree.of("name", name, "in", "query", "description", description, "schema", schema);
    }

    static Map<String, Object> schemas() {
        Map<String, Object> any = Tree.of("type", "object", "additionalProperties", true);
        Map<String, Object> sums = Tree.of(
                "rows",
                COUNT,
                "scored",
                COUNT,
                "meanProbability",
                NUMBER,
                "positives",
                COUNT,
                "unknownLevels",
                Tree.with(COUNT, Tree.of("description", "Rows with a level that training never saw.")),
                "tiers",
                any,
                "scores",
                Tree.with(list(COUNT), Tree.of("description", "Rows by probability, in twenty equal parts.")),
                "worthwhile",
                Tree.with(
                        COUNT,
                        Tree.of("description", "Customers whom a contact is expected to bring more than it costs.")),
                "expectedGain",
                Tree.with(NUMBER, Tree.of("description", "What contacting all of these brings, costs taken off.")),
                "expectedCost",
                NUMBER,
                "expectedGainOfAll",
                Tree.with(NUMBER, Tree.of("description", "What contacting everyone would bring.")));
        Map<String, Object> contact = Tree.of(
                "row",
                Tree.with(COUNT, Tree.of("description", "From 1; the header does not count.")),
                "probability",
                NUMBER,
                "class",
                TEXT,
                "tier",
                Tree.of("type", "string", "enum", List.of("low", "medium", "high")),
                "value",
                NUMBER,
                "expectedCost",
                NUMBER,
                "expectedGain",
                NUMBER,
                "cells",
                Tree.with(list(TEXT), Tree.of("description", "What the table has in the listed columns.")),
                "reasons",
                list(any));
        return Tree.of(
                "Contacts",
                Tree.of(
                        "type",
                        "object",
                        "properties",
                        Tree.of(
                                "model",
                                any,
                                "table",
                                any,
                                "money",
                                any,
                                "sums",
                                Tree.of("type", "object", "properties", sums),
                                "columns",
                                list(TEXT),
                                "contacts",
                                list(Tree.of("type", "object", "properties", contact)),
                                "problems",
                                list(any),
                                "moreProblems",
                                COUNT),
                        "required",
                        List.of("model", "table", "sums", "columns", "contacts", "problems", "moreProblems")));
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return Tree.of("type", "array", "items", items);
    }
}
