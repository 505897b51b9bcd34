package io.github.churnml.report.profile;

/**
 * How the table of a page is called, and how it is named in the commands that the page gives to copy.
 *
 * @param name what it is called, such as {@code customers.csv}
 * @param arguments what names it in a command, as a shell takes it, such as {@code --data customers.csv}
 */
public record ProfileSource(String name, String arguments) {

    /**
     * A file.
     *
     * @param path its path or address
     * @return how it is called and named
     */
    public static ProfileSource ofFile(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return new ProfileSource(name.isEmpty() ? path : name, "--data " + quoted(path));
    }

    /**
     * A word as a shell takes it.
     *
     * @param word any text
     * @return the text, in quotes where it needs them
     */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+-][A-Za-z0-9_./:=@%+,-]*")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
