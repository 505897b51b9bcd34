package io.github.churnml.serving.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java client that is generated from a server's own document compiles, and asks that server. */
class OpenApiClientTest {

    /** Maven puts it there; it runs in a process of its own, so that its class path meets no other. */
    private static final Path GENERATOR = Path.of("target", "openapi-generator", "openapi-generator-cli.jar");

    private static final String MODEL = "org.openapitools.client.model.";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void client_generatedAndCompiled_predicts() throws Exception {
        Assumptions.assumeTrue(Files.exists(GENERATOR), "skipped: " + GENERATOR + " is not there; Maven copies it");
        try (ChurnServer server = Served.builder().build().start()) {
            String document = Served.get(server, "/openapi.json").body();
            generate(document);
            compile();
            URL[] classes = {folder.resolve("classes").toUri().toURL()};
            try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
                Object answer = predict(loader, server);
                Object prediction = ((List<?>) call(answer, "getPredictions")).get(0);
                JsonNode direct = JSON.readTree(
                        Served.post(server, "/predict", Served.ROW).body());
                assertThat(((Number) call(prediction, "getProbability")).doubleValue())
                        .isEqualTo(direct.at("/predictions/0/probability").asDouble());
                assertThat(call(prediction, "getPropertyClass"))
                        .hasToString(direct.at("/predictions/0/class").asText());
            }
        }
    }

    private void generate(String document) throws Exception {
        Path file = Files.writeString(folder.resolve("openapi.json"), document);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-i",
                        file.toString(),
                        "-o",
                        folder.resolve("client").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (Stream<Path> all = Files.walk(folder.resolve("client/src/main/java"));
                StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<Path> sources =
                    all.filter(path -> path.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    folder.resolve("classes").toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            boolean done = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
    }

    /** {@code new PredictApi(client).predict(List.of(row), null)}, by reflection: the classes are made while the test runs. */
    private static Object predict(ClassLoader loader, ChurnServer server) throws Exception {
        Class<?> clientType = loader.loadClass("org.openapitools.client.ApiClient");
        Object client = clientType.getConstructor().newInstance();
        clientType
                .getMethod("updateBaseUri", String.class)
                .invoke(client, server.uri().toString().replaceAll("/$", ""));
        Class<?> api = loader.loadClass("org.openapitools.client.api.PredictApi");
        ObjectMapper mapper = (ObjectMapper) call(client, "getObjectMapper");
        Object row = mapper.readValue(Served.ROW, loader.loadClass(MODEL + "Row"));
        try {
            return api.getMethod("predict", List.class, Integer.class)
                    .invoke(api.getConstructor(clientType).newInstance(client), List.of(row), null);
        } catch (InvocationTargetException e) {
            throw new AssertionError("the client could not ask", e.getCause());
        }
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }
}
