package io.github.churnml.serving.contacts;

import io.github.churnml.error.ChurnException;
import io.github.churnml.serving.http.Problem;
import io.undertow.util.StatusCodes;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A request that cannot be answered, and what its sender is told. */
final class BadRequest extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    BadRequest(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    static BadRequest parameter(String detail, String wayOut) {
        return new BadRequest(Problem.of(StatusCodes.BAD_REQUEST, "bad-parameter", detail, wayOut));
    }

    /** A table that is none, in the words of its reader but for the name of the file, which is the server's. */
    static BadRequest table(ChurnException e, Path file) {
        String words = words(e, file);
        return words.contains(" is not valid UTF-8")
                ? new BadRequest(Problem.of(
                        StatusCodes.BAD_REQUEST,
                        "not-utf-8",
                        words,
                        "Maybe it is in windows-1252: say so with charset=windows-1252, or save it as UTF-8."))
                : new BadRequest(Problem.of(StatusCodes.BAD_REQUEST, "bad-table", words, ""));
    }

    /** Without ways out that are options of the command. */
    static String words(ChurnException e, Path file) {
        String name = String.valueOf(file.getFileName());
        return String.valueOf(e.getMessage())
                .replace("(" + file + ")", "that was sent")
                .replace("'" + name + "'", "the file")
                .lines()
                .filter(line -> !line.contains(" --"))
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    Problem problem() {
        return problem;
    }
}
