import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Lists the error messages of the sources with their ways out, as Markdown: a page for each module, and README.md.
 *
 * <p>Run as {@code java tools/website/ErrorList.java ROOT FOLDER}. It reads sources with the compiler's own parser and looks for two
 * texts beside each other of which the second begins with "Maybe", and for every creation of an exception of the family. What is put
 * together from values is shown with the values' names; a text that a method or a constant of the same sources makes is followed
 * there, and so is a parameter to those who call.
 */
final class ErrorList {

    private static final Set<String> KINDS = Set.of(
            "ConfigurationException",
            "DataException",
            "ModelFileException",
            "OutputException",
            "RegistryException",
            "TrainingException");
    /** Stands for the line break before the way out, in a message that is one text. */
    private static final String BREAK = "\uE000";

    private static final int DEEPEST = 4;
    private static final int MOST_BRANCHES = 6;
    private static final Set<String> SAYS_ITSELF = Set.of(
            "name", "text", "shown", "toString", "label", "get", "value", "strip", "getFileName", "path", "file", "orElse",
            "orElseThrow", "stripTrailing", "toLowerCase", "word", "plain", "clean", "replace", "toList");

    private final Map<Path, Source> sources = new TreeMap<>();
    private final Map<Tree, TreePath> paths = new IdentityHashMap<>();
    private final Set<Tree> followed = Collections.newSetFromMap(new IdentityHashMap<>());
    private DocTrees docs;

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        Path folder = Files.createDirectories(Path.of(args[1]));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Path module : modules(root)) {
            String name = module.getFileName().toString();
            ErrorList list = new ErrorList();
            list.parse(module.resolve("src/main/java"));
            List<Message> messages = list.messages();
            if (!messages.isEmpty()) {
                counts.put(name, messages.size());
                Files.writeString(folder.resolve(name + ".md"), list.page(root, name, messages));
            }
        }
        Files.writeString(folder.resolve("README.md"), index(counts));
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("churn-ml-"))
                    .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .sorted()
                    .toList();
        }
    }

    private static String index(Map<String, Integer> counts) {
        StringBuilder page = new StringBuilder("""
                # Error messages

                A message says what is wrong with which value and where, and on a second line, which begins with *Maybe*, what can be done. These pages
                list all of them, as the sources have them: *words in italics* stand for values, `[a | b]` for one or the other.

                | kind | cause | exit code of `churn` |
                | --- | --- | --- |
                | configuration | something impossible was asked for: an unknown key, a learner that is not there, a number out of range | 2 |
                | data | a table or a row is not usable | 3 |
                | model file | a model file is damaged, foreign or too new | 3 |
                | registry | a registry is damaged, was changed by hand, or has moved on meanwhile; nothing was changed | 3 |
                | training | a learner could not learn from data that is otherwise valid | 3 |
                | argument | a program called a method with something impossible (`IllegalArgumentException`) | |
                | output | a result could not be written; nothing half-written was left behind | 1 |

                Without a kind: a notice, an answer of a server, or a message whose kind depends on who asks. Where both
                what is wrong and the way out depend on the case, every pair is listed, also one that does not occur.

                | module | messages |
                | --- | --- |
                """);
        counts.forEach((module, count) ->
                page.append("| [").append(module).append("](").append(module).append(".md) | ").append(count).append(" |\n"));
        return page.toString();
    }

    private String page(Path root, String module, List<Message> messages) {
        StringBuilder page = new StringBuilder("# Error messages of ").append(module).append("\n\n");
        page.append("What is wrong, and the way out. [All modules, and what the kinds mean](README.md)\n");
        Map<Source, List<Message>> bySource = new LinkedHashMap<>();
        messages.forEach(message ->
                bySource.computeIfAbsent(message.source, source -> new ArrayList<>()).add(message));
        String last = "";
        for (Map.Entry<Source, List<Message>> entry : bySource.entrySet()) {
            Source source = entry.getKey();
            String name = String.valueOf(source.unit.getPackageName()).replaceFirst("^io\\.github\\.churnml\\.?", "");
            String heading = name.isEmpty() ? "the face of the library" : name;
            if (!heading.equals(last)) {
                page.append("\n## ").append(heading).append('\n');
                about(source.file.resolveSibling("package-info.java")).ifPresent(text -> page.append('\n').append(text).append('\n'));
                last = heading;
            }
            String path = root.relativize(source.file).toString().replace('\\', '/');
            String type = source.file.getFileName().toString().replace(".java", "");
            page.append("\n### [").append(type).append("](../../").append(path).append(")\n\n");
            about(source.file).ifPresent(text -> page.append(text).append("\n\n"));
            page.append("| what is wrong | the way out | kind |\n| --- | --- | --- |\n");
            entry.getValue().forEach(message -> page.append("| ")
                    .append(message.problem)
                    .append(" | ")
                    .append(message.maybe)
                    .append(" | ")
                    .append(message.kind)
                    .append(" |\n"));
        }
        return page.toString();
    }

    /** The first sentence of the doc of a file's type or package. */
    private Optional<String> about(Path file) {
        Source source = sources.get(file);
        if (source == null) {
            return Optional.empty();
        }
        Tree documented = source.unit.getTypeDecls().isEmpty()
                ? source.unit.getPackage()
                : source.unit.getTypeDecls().get(0);
        DocCommentTree comment = docs.getDocCommentTree(TreePath.getPath(source.unit, documented));
        if (comment == null) {
            return Optional.empty();
        }
        String sentence = comment.getFirstSentence().stream().map(Object::toString).collect(Collectors.joining());
        sentence = sentence.replaceAll("\\{@code\\s+([^}]*)}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+[^\\s}]+\\s+([^}]+)}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+[\\w.]*?(\\w+)(?:#[^}]*)?}", "$1")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        return Optional.of(escaped(sentence.strip()));
    }

    private void parse(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, Locale.ROOT, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, manager, problem -> {}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
        docs = DocTrees.instance(task);
        for (CompilationUnitTree unit : task.parse()) {
            Source source = new Source(Path.of(unit.getSourceFile().toUri()), unit);
            sources.put(source.file, source);
            new TreePathScanner<Void, Void>() {
                @Override
                public Void scan(Tree tree, Void none) {
                    if (tree != null) {
                        paths.put(tree, new TreePath(getCurrentPath() == null ? null : getCurrentPath(), tree));
                    }
                    return super.scan(tree, none);
                }

                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                    source.calls.add(call);
                    return super.visitMethodInvocation(call, none);
                }

                @Override
                public Void visitNewClass(NewClassTree made, Void none) {
                    source.made.add(made);
                    return super.visitNewClass(made, none);
                }
            }.scan(new TreePath(unit), null);
        }
    }

    private List<Message> messages() {
        Set<Message> all = new LinkedHashSet<>();
        // Creations first: they say which calls only hand texts on.
        Map<Source, List<Found>> found = new LinkedHashMap<>();
        for (Source source : sources.values()) {
            List<Found> here = new ArrayList<>();
            for (NewClassTree made : source.made) {
                String kind = simple(made.getIdentifier());
                if (KINDS.contains(kind) && made.getArguments().size() >= 2) {
                    here.addAll(ofCreation(source, made, kind));
                }
            }
            found.put(source, here);
        }
        for (Source source : sources.values()) {
            for (MethodInvocationTree call : source.calls) {
                beside(source, call, call.getArguments()).ifPresent(found.get(source)::addAll);
            }
            for (NewClassTree made : source.made) {
                if (!KINDS.contains(simple(made.getIdentifier()))) {
                    beside(source, made, made.getArguments()).ifPresent(found.get(source)::addAll);
                }
            }
        }
        found.forEach((source, here) -> here.stream()
                .sorted((a, b) -> Long.compare(position(source, a.at), position(source, b.at)))
                .forEach(one -> {
                    for (String problem : one.problem.split()) {
                        for (String maybe : one.maybe.split()) {
                            if (new Text(problem + " " + maybe, List.of()).hasLetters()) {
                                // Both may stand in one text, on two lines.
                                int end = problem.indexOf(BREAK);
                                String wrong = end < 0 ? problem : problem.substring(0, end);
                                String out = end < 0 ? maybe : (problem.substring(end + 1) + " " + maybe).strip();
                                all.add(new Message(source, wrong, out.replace(BREAK, " "), one.kind));
                            }
                        }
                    }
                }));
        return List.copyOf(all);
    }

    private long position(Source source, Tree tree) {
        return docs.getSourcePositions().getStartPosition(source.unit, tree);
    }

    /** The messages of a creation; one for each caller if its texts are what a caller gives. */
    private List<Found> ofCreation(Source source, NewClassTree made, String kind) {
        String word = words(kind.replace("Exception", ""));
        ExpressionTree problem = made.getArguments().get(0);
        ExpressionTree maybe = made.getArguments().get(1);
        List<Found> all = new ArrayList<>();
        for (Map<String, Text> given : callers(made, List.of(problem, maybe), 0)) {
            Text said = text(problem, given, 0);
            Text wayOut = text(maybe, given, 0);
            if (!isOpen(maybe, given) && !(isOpen(problem, given) && wayOut.isEmpty())) {
                all.add(new Found(made, said, wayOut, word));
            }
        }
        return all;
    }

    /** Whether an expression is nothing but a parameter of which nothing is known. */
    private boolean isOpen(ExpressionTree expression, Map<String, Text> given) {
        return expression instanceof IdentifierTree name
                && !given.containsKey(name.getName().toString())
                && declared(name) instanceof VariableTree variable
                && variable.getInitializer() == null;
    }

    /** What the parameters that texts use are worth, for each call of the method around them; once nothing, if there is none. */
    private List<Map<String, Text>> callers(Tree at, List<ExpressionTree> texts, int depth) {
        MethodTree method = around(at);
        if (method == null || depth > DEEPEST || isInLambdaOfText(at, texts)) {
            return List.of(Map.of());
        }
        List<? extends VariableTree> parameters = method.getParameters();
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).getName().toString();
            if (String.valueOf(parameters.get(i).getType()).endsWith("String") && texts.stream().anyMatch(text -> uses(text, name, 0))) {
                used.add(i);
            }
        }
        if (used.isEmpty()) {
            return List.of(Map.of());
        }
        List<Map<String, Text>> all = new ArrayList<>();
        for (Call call : callsOf(method)) {
            List<ExpressionTree> handed = used.stream().<ExpressionTree>map(i -> call.arguments.get(i)).toList();
            List<Map<String, Text>> above = callers(call.at, handed, depth + 1);
            boolean isText = false;
            for (Map<String, Text> outer : above) {
                Map<String, Text> given = new HashMap<>();
                for (int i : used) {
                    ExpressionTree argument = call.arguments.get(i);
                    if (!isOpen(argument, outer)) {
                        Text text = text(argument, outer, 0);
                        given.put(parameters.get(i).getName().toString(), text);
                        isText |= text.hasLetters();
                    }
                }
                all.add(given);
            }
            if (isText) {
                followed.add(call.at);
            }
        }
        // A parameter that is only a name or a number tells nothing more by its callers.
        boolean tells = all.stream().flatMap(given -> given.values().stream()).anyMatch(Text::hasLetters);
        return all.isEmpty() || !tells ? List.of(Map.of()) : List.copyOf(new LinkedHashSet<>(all));
    }

    private boolean isInLambdaOfText(Tree at, List<ExpressionTree> texts) {
        for (TreePath path = paths.get(at); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof LambdaExpressionTree lambda
                    && lambda.getParameters().stream()
                            .anyMatch(one -> texts.stream().anyMatch(text -> uses(text, one.getName().toString(), 0)))) {
                return true;
            }
            if (path.getLeaf() instanceof MethodTree) {
                return false;
            }
        }
        return false;
    }

    /** Whether a text is made of a name, directly or through variables of the method. */
    private boolean uses(ExpressionTree text, String name, int depth) {
        boolean[] uses = {false};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree found, Void none) {
                uses[0] |= found.getName().contentEquals(name);
                if (depth < DEEPEST && declared(found) instanceof VariableTree variable && variable.getInitializer() != null) {
                    uses[0] |= !variable.getInitializer().equals(text) && uses(variable.getInitializer(), name, depth + 1);
                }
                return null;
            }
        }.scan(text, null);
        return uses[0];
    }

    private List<Call> callsOf(MethodTree method) {
        TreePath path = paths.get(method);
        String type = ((ClassTree) path.getParentPath().getLeaf()).getSimpleName().toString();
        String name = method.getName().toString();
        int count = method.getParameters().size();
        List<Call> all = new ArrayList<>();
        for (Source source : sources.values()) {
            boolean isHere = source.unit == path.getCompilationUnit();
            if (name.equals("<init>")) {
                source.made.stream()
                        .filter(made -> simple(made.getIdentifier()).equals(type) && made.getArguments().size() == count)
                        .forEach(made -> all.add(new Call(made, made.getArguments())));
                continue;
            }
            for (MethodInvocationTree call : source.calls) {
                boolean isOurs = call.getMethodSelect() instanceof MemberSelectTree select
                        ? select.getIdentifier().contentEquals(name)
                                && (select.getExpression().toString().equals(type)
                                        || isHere && select.getExpression().toString().equals("this"))
                        : isHere && call.getMethodSelect().toString().equals(name);
                if (isOurs && call.getArguments().size() == count) {
                    all.add(new Call(call, call.getArguments()));
                }
            }
        }
        return all;
    }

    /** Two texts beside each other in a call, the second a way out. */
    private Optional<List<Found>> beside(Source source, Tree at, List<? extends ExpressionTree> arguments) {
        if (followed.contains(at)) {
            return Optional.empty();
        }
        List<Text> texts = arguments.stream().map(one -> text(one, Map.of(), 0)).toList();
        String kind = at instanceof NewClassTree made && simple(made.getIdentifier()).equals("IllegalArgumentException")
                ? "argument"
                : "";
        for (int i = 0; i < texts.size(); i++) {
            Text maybe = texts.get(i);
            if (maybe.text.contains(BREAK)) {
                int end = maybe.text.indexOf(BREAK);
                if (maybe.text.lastIndexOf('[', end) > maybe.text.lastIndexOf(']', end)) {
                    return Optional.empty(); // one of several texts, and listed where it is made
                }
                Text problem = new Text(maybe.text.substring(0, end), List.of());
                return Optional.of(List.of(new Found(at, problem, new Text(maybe.text.substring(end + 1), List.of()), kind)));
            }
            if (i > 0 && maybe.split().stream().anyMatch(one -> one.startsWith("Maybe "))) {
                return Optional.of(List.of(new Found(at, texts.get(i - 1), maybe, kind)));
            }
        }
        return Optional.empty();
    }

    private Text text(Tree expression, Map<String, Text> given, int depth) {
        if (depth > 3 * DEEPEST) {
            return Text.value("…");
        }
        if (expression instanceof ParenthesizedTree inner) {
            return text(inner.getExpression(), given, depth);
        }
        if (expression instanceof LiteralTree literal) {
            return Text.literal(String.valueOf(literal.getValue()).replace("\nMaybe", BREAK + "Maybe"));
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            if (isNumber(sum)) {
                return text(sum.getLeftOperand(), given, depth + 1);
            }
            return text(sum.getLeftOperand(), given, depth).and(text(sum.getRightOperand(), given, depth));
        }
        if (expression instanceof ConditionalExpressionTree either) {
            return Text.either(List.of(
                    text(either.getTrueExpression(), given, depth + 1), text(either.getFalseExpression(), given, depth + 1)));
        }
        if (expression instanceof SwitchExpressionTree choice) {
            return ofSwitch(choice, given, depth);
        }
        if (expression instanceof IdentifierTree name) {
            return ofName(name, given, depth);
        }
        if (expression instanceof MethodInvocationTree call) {
            return ofCall(call, given, depth);
        }
        if (expression instanceof MemberSelectTree member) {
            Tree constant = constant(member);
            Text text = constant == null ? Text.value("…") : text(constant, Map.of(), depth + 1);
            return text.hasLetters() ? text : Text.value(words(member.getIdentifier().toString()));
        }
        return Text.value(named(expression));
    }

    private static boolean isNumber(BinaryTree sum) {
        return sum.getRightOperand() instanceof LiteralTree literal && literal.getValue() instanceof Number
                && !sum.getLeftOperand().toString().contains("\"");
    }

    private Text ofSwitch(SwitchExpressionTree choice, Map<String, Text> given, int depth) {
        List<Text> branches = new ArrayList<>();
        for (CaseTree one : choice.getCases()) {
            if (one.getBody() instanceof ExpressionTree value) {
                branches.add(text(value, given, depth + 1));
            } else {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitYield(YieldTree yielded, Void none) {
                        branches.add(text(yielded.getValue(), given, depth + 1));
                        return null;
                    }
                }.scan(one.getBody(), null);
            }
        }
        return branches.isEmpty() ? Text.value("…") : Text.either(branches);
    }

    private Text ofName(IdentifierTree name, Map<String, Text> given, int depth) {
        String word = name.getName().toString();
        if (given.containsKey(word)) {
            return given.get(word);
        }
        if (declared(name) instanceof VariableTree variable && variable.getInitializer() != null) {
            String type = String.valueOf(variable.getType());
            boolean isConstant = word.equals(word.toUpperCase(Locale.ROOT)) && variable.getInitializer() instanceof LiteralTree;
            if (isConstant && variable.getInitializer() instanceof LiteralTree literal && literal.getValue() instanceof Number number) {
                return Text.literal(number instanceof Double ? number.toString() : String.format(Locale.ROOT, "%,d", number.longValue()));
            }
            if (isConstant || type.endsWith("String") || type.equals("null") || type.equals("var")) {
                List<Text> worth = new ArrayList<>(List.of(text(variable.getInitializer(), given, depth + 1)));
                setTo(variable).forEach(set -> worth.add(text(set, given, depth + 5)));
                Text text = Text.either(worth);
                if (text.hasLetters()) {
                    return text;
                }
            }
        }
        return Text.value(words(word));
    }

    private Text ofCall(MethodInvocationTree call, Map<String, Text> given, int depth) {
        List<? extends ExpressionTree> arguments = call.getArguments();
        String name = simple(call.getMethodSelect());
        ExpressionTree on = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
        if (on != null && on.toString().equals("Wording")) {
            return ofWording(name, arguments, given, depth);
        }
        if (name.equals("formatted") && on != null) {
            return format(text(on, given, depth + 1), arguments, given, depth);
        }
        if (name.equals("format") && on != null && on.toString().equals("String")) {
            int first = arguments.get(0).toString().startsWith("Locale") ? 1 : 0;
            return format(
                    text(arguments.get(first), given, depth + 1), arguments.subList(first + 1, arguments.size()), given, depth);
        }
        if (name.equals("orElse") && on instanceof MethodInvocationTree mapped && simple(mapped.getMethodSelect()).equals("map")
                || name.equals("orElseGet") && on instanceof MethodInvocationTree made && simple(made.getMethodSelect()).equals("map")) {
            Text first = ofLambda(((MethodInvocationTree) on).getArguments().get(0), given, depth + 1);
            Text second = ofLambda(arguments.get(0), given, depth + 1);
            return Text.either(List.of(first, second));
        }
        if (on == null || on.toString().equals("this") || isType(on)) {
            Text inlined = inlined(call, name, given, depth);
            if (inlined != null && inlined.hasLetters()) {
                return inlined;
            }
        }
        return Text.value(named(call));
    }

    private Text ofLambda(ExpressionTree given, Map<String, Text> known, int depth) {
        if (given instanceof LambdaExpressionTree lambda && lambda.getBody() instanceof ExpressionTree value) {
            return text(value, known, depth);
        }
        return text(given, known, depth);
    }

    private static boolean isType(ExpressionTree on) {
        return on instanceof IdentifierTree name && Character.isUpperCase(name.getName().charAt(0));
    }

    private Text ofWording(String name, List<? extends ExpressionTree> arguments, Map<String, Text> given, int depth) {
        Text first = arguments.isEmpty() ? Text.value("…") : Text.value(named(arguments.get(0)));
        return switch (name) {
            case "value", "path" -> Text.literal("(").and(first).and(Text.literal(")"));
            case "name" -> Text.literal("'").and(first).and(Text.literal("'"));
            case "names" -> Text.literal("'").and(first).and(Text.literal("', …"));
            case "percent" -> first.and(Text.literal(" %"));
            case "count" -> {
                Text number = arguments.size() == 1 ? text(arguments.get(0), given, depth + 1) : first;
                yield arguments.size() == 3 ? number.and(Text.literal(" ")).and(text(arguments.get(2), given, depth + 1)) : number;
            }
            case "maybeNearest" -> Text.literal("Maybe '").and(Text.value("the nearest")).and(Text.literal("' was meant."));
            default -> first;
        };
    }

    private Text format(Text pattern, List<? extends ExpressionTree> arguments, Map<String, Text> given, int depth) {
        Matcher hole = Pattern.compile("%(?:(\\d)\\$)?[-,0-9.]*[a-zA-Z%]").matcher(pattern.text);
        StringBuilder filled = new StringBuilder();
        int next = 0;
        while (hole.find()) {
            int at = hole.group(1) != null ? Integer.parseInt(hole.group(1)) - 1 : hole.group().endsWith("%") ? next : next++;
            String value = hole.group().endsWith("%")
                    ? "%"
                    : at < arguments.size() ? text(arguments.get(at), given, depth + 1).text : "…";
            hole.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return new Text(hole.appendTail(filled).toString(), List.of());
    }

    /** What a method of these sources returns, if its texts can be followed. */
    private Text inlined(MethodInvocationTree call, String name, Map<String, Text> given, int depth) {
        MethodTree method = methodOf(call, name);
        if (method == null || method.getBody() == null || !String.valueOf(method.getReturnType()).endsWith("String")) {
            return null;
        }
        Map<String, Text> inside = new HashMap<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            inside.put(
                    method.getParameters().get(i).getName().toString(), text(call.getArguments().get(i), given, depth + 1));
        }
        List<Text> returned = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree one, Void none) {
                returned.add(text(one.getExpression(), inside, depth + 2));
                return null;
            }

            @Override
            public Void visitLambdaExpression(LambdaExpressionTree inner, Void none) {
                return null;
            }
        }.scan(method.getBody(), null);
        return returned.isEmpty() || returned.size() > MOST_BRANCHES ? null : Text.either(returned);
    }

    private MethodTree methodOf(MethodInvocationTree call, String name) {
        TreePath path = paths.get(call);
        boolean isElsewhere = call.getMethodSelect() instanceof MemberSelectTree select && isType(select.getExpression());
        Collection<CompilationUnitTree> units = isElsewhere
                ? sources.values().stream()
                        .filter(source -> source.file.getFileName().toString().equals(
                                ((MemberSelectTree) call.getMethodSelect()).getExpression() + ".java"))
                        .map(source -> source.unit)
                        .toList()
                : List.of(path.getCompilationUnit());
        MethodTree[] found = {null};
        for (CompilationUnitTree unit : units) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void none) {
                    if (method.getName().contentEquals(name) && method.getParameters().size() == call.getArguments().size()) {
                        found[0] = method;
                    }
                    return super.visitMethod(method, none);
                }
            }.scan(unit, null);
        }
        return found[0];
    }

    /** The value of a constant of another type in these sources. */
    private Tree constant(MemberSelectTree member) {
        String wanted = simple(member.getExpression());
        Tree[] found = {null};
        if (!Character.isUpperCase(wanted.charAt(0))) {
            return null;
        }
        for (Source source : sources.values()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    if (type.getSimpleName().contentEquals(wanted)) {
                        type.getMembers().stream()
                                .filter(one -> one instanceof VariableTree variable
                                        && variable.getName().equals(member.getIdentifier()))
                                .forEach(one -> found[0] = ((VariableTree) one).getInitializer());
                    }
                    return super.visitClass(type, none);
                }

                @Override
                public Void visitMethod(MethodTree method, Void none) {
                    return null;
                }
            }.scan(source.unit, null);
        }
        return found[0] instanceof NewClassTree ? null : found[0];
    }

    /** Where a name is declared: a parameter, a variable that is set once, or a field of the types around. */
    private Tree declared(IdentifierTree name) {
        String word = name.getName().toString();
        for (TreePath path = paths.get(name); path != null; path = path.getParentPath()) {
            Tree leaf = path.getLeaf();
            if (leaf instanceof BlockTree block) {
                for (Tree statement : block.getStatements()) {
                    if (statement instanceof VariableTree variable && variable.getName().contentEquals(word)) {
                        return isAddedTo(block, word) ? null : variable;
                    }
                }
            } else if (leaf instanceof LambdaExpressionTree lambda) {
                for (VariableTree variable : lambda.getParameters()) {
                    if (variable.getName().contentEquals(word)) {
                        return variable;
                    }
                }
            } else if (leaf instanceof MethodTree method) {
                for (VariableTree variable : method.getParameters()) {
                    if (variable.getName().contentEquals(word)) {
                        return variable;
                    }
                }
            } else if (leaf instanceof ClassTree type) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof VariableTree variable
                            && variable.getName().contentEquals(word)
                            && variable.getInitializer() != null) {
                        return variable;
                    }
                }
            }
        }
        return null;
    }

    private static boolean isAddedTo(BlockTree block, String word) {
        boolean[] is = {false};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitCompoundAssignment(CompoundAssignmentTree added, Void none) {
                is[0] |= added.getVariable().toString().equals(word);
                return super.visitCompoundAssignment(added, none);
            }
        }.scan(block, null);
        return is[0];
    }

    /** What a variable is set to after its declaration. */
    private List<ExpressionTree> setTo(VariableTree variable) {
        List<ExpressionTree> all = new ArrayList<>();
        TreePath above = paths.get(variable).getParentPath();
        if (above.getLeaf() instanceof BlockTree block) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitAssignment(AssignmentTree set, Void none) {
                    if (set.getVariable().toString().equals(variable.getName().toString())) {
                        all.add(set.getExpression());
                    }
                    return super.visitAssignment(set, none);
                }
            }.scan(block, null);
        }
        return all;
    }

    private MethodTree around(Tree tree) {
        for (TreePath path = paths.get(tree); path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof MethodTree method) {
                return method;
            }
        }
        return null;
    }

    /** A name for what an expression is worth, in words. */
    private static String named(Tree expression) {
        if (expression instanceof ParenthesizedTree inner) {
            return named(inner.getExpression());
        }
        if (expression instanceof IdentifierTree name) {
            return words(name.getName().toString());
        }
        if (expression instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        if (expression instanceof MemberSelectTree member) {
            return words(member.getIdentifier().toString());
        }
        if (expression instanceof MethodInvocationTree call) {
            String name = simple(call.getMethodSelect());
            Tree on = call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
            if (on == null || isType((ExpressionTree) on)) {
                boolean isPlain = call.getArguments().size() == 1 && SAYS_ITSELF.contains(name);
                boolean isCopy = !call.getArguments().isEmpty() && (name.equals("valueOf") || name.equals("of"));
                return isPlain || isCopy ? named(call.getArguments().get(0)) : words(name);
            }
            if (name.equals("size") || name.equals("length")) {
                return "number of " + named(on);
            }
            if (name.equals("getMessage")) {
                return "the cause";
            }
            return SAYS_ITSELF.contains(name) ? named(on) : words(name);
        }
        if (expression instanceof BinaryTree sum && !sum.toString().contains("\"")) {
            return named(sum.getLeftOperand());
        }
        return "…";
    }

    private static String words(String name) {
        String bare = name.replaceFirst("^get(?=[A-Z])", "");
        return bare.equals(bare.toUpperCase(Locale.ROOT))
                ? bare.toLowerCase(Locale.ROOT).replace('_', ' ')
                : bare.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String simple(Tree name) {
        String whole = name.toString();
        return whole.substring(whole.lastIndexOf('.') + 1);
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_\\[\\]<>|]", "\\\\$0").replaceAll("\\s+", " ");
    }

    /** Markdown of a text, and what it is one of, if it is one of several. */
    private record Text(String text, List<Text> choices) {

        static Text literal(String text) {
            return new Text(escaped(text), List.of());
        }

        static Text value(String name) {
            return new Text(name.equals("…") ? name : "*" + escaped(name) + "*", List.of());
        }

        static Text either(List<Text> all) {
            Set<Text> choices = new LinkedHashSet<>();
            all.forEach(one -> choices.addAll(one.choices.isEmpty() ? List.of(one) : one.choices));
            if (choices.size() == 1) {
                return choices.iterator().next();
            }
            List<Text> told = choices.stream().limit(MOST_BRANCHES).toList();
            String inline = told.stream().map(Text::text).filter(one -> !one.isEmpty()).collect(Collectors.joining(" \\| "));
            return new Text("\\[" + inline + "\\]", List.copyOf(choices));
        }

        Text and(Text next) {
            if (text.isEmpty() && next.choices.isEmpty()) {
                return next;
            }
            String between = text.endsWith("*") && !text.endsWith("\\*") && next.text.startsWith("*") ? " " : "";
            return new Text(text + between + next.text, List.of());
        }

        List<String> split() {
            return choices.isEmpty() ? List.of(text) : choices.stream().map(Text::text).distinct().toList();
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        /** Whether there is more in it than the names of values. */
        boolean hasLetters() {
            return !choices.isEmpty() && choices.stream().anyMatch(Text::hasLetters)
                    || choices.isEmpty() && text.replaceAll("(?<!\\\\)\\*[^*]*\\*", "").matches("(?s).*\\p{L}.*");
        }
    }

    private record Found(Tree at, Text problem, Text maybe, String kind) {}

    private record Message(Source source, String problem, String maybe, String kind) {}

    private record Call(Tree at, List<? extends ExpressionTree> arguments) {}

    /** A file, with what is created and called in it. */
    private static final class Source {

        private final Path file;
        private final CompilationUnitTree unit;
        private final List<NewClassTree> made = new ArrayList<>();
        private final List<MethodInvocationTree> calls = new ArrayList<>();

        Source(Path file, CompilationUnitTree unit) {
            this.file = file;
            this.unit = unit;
        }
    }
}
