package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.split.Customers;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.TrainingRows;
import io.github.churnml.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/**
 * How a pipeline's {@link Split} divides one table, and what is to be said of it.
 *
 * @param rows the rows that can be learnt from
 * @param recipe what learns from them; not from the column of customers, which says nothing of customers never seen
 * @param groups which rows belong together
 * @param described how rows are divided, to end a sentence with; empty if at random, each class by itself
 * @param notices what is worth telling
 */
record SplitChoice(TrainingRows rows, Recipe recipe, RowGroups groups, String described, List<Notice> notices) {

    static SplitChoice of(ChurnPipeline pipeline, TrainingRows rows, Recipe recipe) {
        Dataset data = rows.data();
        Split asked = pipeline.split();
        Split split = asked.in(data);
        String by = split instanceof Split.Grouped grouped
                ? grouped.by()
                : split instanceof Split.Time time ? time.by() : "";
        if (!by.isEmpty() && data.column(by).name().equals(rows.target().column())) {
            throw new ConfigurationException(
                    "Rows are to be divided by " + Wording.name(by) + ", which is the target.",
                    "Maybe the column that says whose a row is was meant, such as customer_id.",
                    Where.column(by));
        }
        Optional<String> customers = split instanceof Split.Time ? Customers.repeated(data) : Optional.of(by);
        // A column of customers that is encoded by name is asked for as a feature.
        Optional<String> hidden = customers
                .filter(name -> !(split instanceof Split.Stratified))
                .map(name -> data.column(name).name())
                .filter(name -> !pipeline.encode().columns().containsKey(name));
        List<Notice> notices = split instanceof Split.Stratified
                ? stratified(asked, data)
                : split instanceof Split.Time
                        ? hidden.map(SplitChoice::hidden).stream().toList()
                        : asked instanceof Split.Auto ? List.of(grouped(by)) : List.of();
        String described = split.describe().isEmpty() ? "" : ", " + split.describe();
        return new SplitChoice(
                rows, hidden.map(recipe::without).orElse(recipe), split.groups(data), described, notices);
    }

    private static Notice hidden(String by) {
        return new Notice(
                "split-hides-customers",
                by,
                "Column " + Wording.name(by) + " names some customers in several rows, and is not learnt from.");
    }

    private static Notice grouped(String by) {
        return new Notice(
                "split-grouped",
                by,
                "Column " + Wording.name(by)
                        + " names some customers in several rows. All rows of a customer are kept on one"
                        + " side wherever rows are divided, and the column is not learnt from. Maybe state split: stratified if"
                        + " each row stands for itself.");
    }

    private static List<Notice> stratified(Split asked, Dataset data) {
        return asked instanceof Split.Auto
                ? List.of()
                : Customers.repeated(data)
                        .map(by -> new Notice(
                                "split-divides-customers",
                                by,
                                "Column " + Wording.name(by)
                                        + " names some customers in several rows, and rows are divided at"
                                        + " random as asked for: the model is judged on customers that it has learnt from, and"
                                        + " seems better than it is. Maybe state split: {grouped: {by: " + by + "}}."))
                        .stream()
                        .toList();
    }
}
