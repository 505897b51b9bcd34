package io.github.churnml.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The pages of docs/commands: what picocli knows of each command, as Markdown. A page for each command below {@code churn}, with the
 * commands below that; README.md lists them and has the options of all.
 */
final class CommandPages {

    private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>|]");
    private static final ColorScheme PLAIN = Help.defaultColorScheme(Ansi.OFF);
    private static final Set<String> COMMON = CommandSpec.forAnnotatedObject(new CommonOptions()).options().stream()
            .map(OptionSpec::longestName)
            .collect(Collectors.toUnmodifiableSet());

    private CommandPages() {}

    /** The pages by the names of their files. */
    static Map<String, String> of(CommandLine churn) {
        Map<String, String> pages = new TreeMap<>();
        List<CommandLine> commands = churn.getSubcommands().values().stream()
                .filter(line -> !(line.getCommand() instanceof CommandLine.HelpCommand))
                .toList();
        pages.put("README.md", index(churn, commands));
        commands.forEach(line -> pages.put(line.getCommandName() + ".md", page(line)));
        return pages;
    }

    private static String index(CommandLine churn, List<CommandLine> commands) {
        StringBuilder page = new StringBuilder("# Commands\n\n")
                .append(description(churn))
                .append("What `churn help COMMAND` shows, in the order of `churn --help`.\n\n")
                .append("| command | what it does |\n| --- | --- |\n");
        for (CommandLine line : commands) {
            String file = line.getCommandName() + ".md";
            page.append(row("[`" + name(line) + "`](" + file + ")", oneLine(line)));
            line.getSubcommands()
                    .values()
                    .forEach(below -> page.append(row(
                            "[`" + name(below) + "`](" + file + "#"
                                    + name(below).replace(' ', '-') + ")",
                            oneLine(below))));
        }
        page.append("\n## Options of every command\n\n")
                .append(table(CommandSpec.forAnnotatedObject(new CommonOptions()), false));
        List<String> codes = Arrays.stream(churn.getCommandSpec().usageMessage().footer())
                .dropWhile(line -> !line.startsWith("Exit codes"))
                .toList();
        return page.append("\n## Exit codes\n\n").append(footer(codes)).toString();
    }

    private static String page(CommandLine line) {
        StringBuilder page = new StringBuilder("# ").append(name(line)).append("\n\n");
        page.append(body(line));
        line.getSubcommands()
                .values()
                .forEach(below ->
                        page.append("\n## ").append(name(below)).append("\n\n").append(body(below)));
        return page.append("\n[All commands](README.md)\n").toString();
    }

    private static String body(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        StringBuilder body = new StringBuilder(description(line));
        body.append("```text\n")
                .append(new Help(spec, PLAIN).synopsis(0).strip())
                .append("\n```\n");
        String table = table(spec, true);
        if (!table.isEmpty()) {
            body.append('\n').append(table);
        }
        if (line.getSubcommands().isEmpty()) {
            body.append("\nAnd the [options of every command](README.md#options-of-every-command).\n");
        }
        String footer = footer(Arrays.asList(spec.usageMessage().footer()));
        return body.append(footer.isEmpty() ? "" : "\n" + footer).toString();
    }

    private static String description(CommandLine line) {
        return escaped(oneLine(line)) + "\n\n";
    }

    private static String oneLine(CommandLine line) {
        return joined(new Help(line.getCommandSpec(), PLAIN).description());
    }

    /** Parameters and options, those of every command left out on request. */
    private static String table(CommandSpec spec, boolean isOwn) {
        IParamLabelRenderer labels = new Help(spec, PLAIN).parameterLabelRenderer();
        StringBuilder rows = new StringBuilder();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (!parameter.hidden()) {
                rows.append(row(code(label(labels, parameter)), text(parameter)));
            }
        }
        spec.options().stream()
                .filter(option -> !option.hidden() && !(isOwn && COMMON.contains(option.longestName())))
                .sorted(Comparator.comparing(option -> option.longestName()))
                .forEach(option -> rows.append(row(
                        code(String.join(", ", option.names()) + label(labels, option)),
                        text(option) + (option.required() ? " Required." : ""))));
        return rows.isEmpty() ? "" : "| option | what it is |\n| --- | --- |\n" + rows;
    }

    private static String label(IParamLabelRenderer labels, ArgSpec arg) {
        return labels.renderParameterLabel(arg, Ansi.OFF, List.of()).toString();
    }

    /** The description with its defaults, as help shows it. */
    private static String text(ArgSpec arg) {
        CommandSpec shown = CommandSpec.create();
        Help help = new Help(shown, PLAIN);
        Ansi.Text[][] cells = arg instanceof OptionSpec option
                ? help.createDefaultOptionRenderer().render(option, help.parameterLabelRenderer(), PLAIN)
                : help.createDefaultParameterRenderer()
                        .render((PositionalParamSpec) arg, help.parameterLabelRenderer(), PLAIN);
        return joined(
                Arrays.stream(cells).map(row -> row[row.length - 1].toString()).collect(Collectors.joining(" ")));
    }

    private static String row(String left, String right) {
        return "| " + left + " | " + escaped(right) + " |\n";
    }

    private static String code(String text) {
        return "`" + text.strip().replace("|", "\\|") + "`";
    }

    private static String joined(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String escaped(String text) {
        return MARKDOWN.matcher(text).replaceAll(found -> "\\\\\\" + found.group());
    }

    /** Lines at the margin as paragraphs, indented ones as blocks. */
    private static String footer(List<String> lines) {
        List<String> parts = new ArrayList<>();
        List<String> open = new ArrayList<>();
        boolean wasIndented = false;
        for (String line : lines) {
            boolean isIndented = line.startsWith("  ");
            if ((line.isBlank() || isIndented != wasIndented) && !open.isEmpty()) {
                parts.add(part(open, wasIndented));
                open.clear();
            }
            wasIndented = isIndented;
            if (!line.isBlank()) {
                open.add(line);
            }
        }
        if (!open.isEmpty()) {
            parts.add(part(open, wasIndented));
        }
        return String.join("\n", parts);
    }

    private static String part(List<String> lines, boolean isIndented) {
        if (!isIndented) {
            return escaped(joined(String.join(" ", lines))) + "\n";
        }
        String block = String.join("\n", lines).stripIndent();
        return "```" + (block.startsWith("churn ") ? "sh" : "text") + "\n" + block + "\n```\n";
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName(" ");
    }
}
