import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * Runs many {@code churn} commands in one process, since starting Java takes longer than a small import: a line of arguments
 * with tabs between comes in, a line with the exit code and what went to standard error, as Base64, goes out.
 *
 * <pre>java -cp 'LIB/*' benchmarks/imports/Commands.java</pre>
 */
public final class Commands {

    private Commands() {}

    public static void main(String[] args) throws Exception {
        Class<?> surroundings = Class.forName("io.github.churnml.cli.Surroundings");
        Constructor<?> made = surroundings.getDeclaredConstructors()[0];
        made.setAccessible(true);
        Method run = Class.forName("io.github.churnml.cli.ChurnCommand")
                .getDeclaredMethod("run", surroundings, String[].class);
        run.setAccessible(true);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = System.out;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
            PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            Object exit = run.invoke(
                    null, made.newInstance(out, err, Map.of(), Path.of(""), false), line.split("\t"));
            answers.println(exit + " " + Base64.getEncoder().encodeToString(said.toByteArray()));
            answers.flush();
        }
    }
}
