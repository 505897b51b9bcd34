package io.github.churnml.mlflow;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.OutputFile;
import io.github.churnml.onnx.OnnxExport;
import io.github.churnml.settings.PlainYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lets Python score a logged model without this library: the model as ONNX, the code that reads raw columns for it, and
 * what that code needs, as MLflow's flavour {@code python_function} has them.
 *
 * @param files files by their path in the logged folder
 * @param flavour what MLmodel says of them; empty if the model cannot be exported exactly
 * @param note why it cannot, or empty
 */
record PythonFlavour(Map<String, Path> files, Map<String, Object> flavour, String note) {

    static final String NAME = "python_function";

    private static final String LOADER = "churn_mlflow";
    private static final String PYTHON = "3.11";

    /** With these it was tested. */
    private static final String ONNX_RUNTIME = "onnxruntime==1.30.0";

    private static final String NUMPY = "numpy==2.4.6";
    private static final String PANDAS = "pandas==3.1.1";
    private static final String PANDAS_OF_2 = "pandas==2.3.3";

    static PythonFlavour of(ChurnModel model, String server, Path aside) {
        OnnxExport export;
        try {
            export = OnnxExport.of(model);
        } catch (ConfigurationException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new PythonFlavour(
                    Map.of(), Map.of(), "Python cannot score this model, so it is logged without that: " + why);
        }
        Map<String, Path> files = new LinkedHashMap<>();
        put("onnx/model.onnx", export.toBytes(), aside, files);
        put("onnx/model.onnx.json", export.description(), aside, files);
        put("code/" + OnnxExport.PYTHON_MODULE, OnnxExport.python(), aside, files);
        put("code/" + LOADER + ".py", loader(), aside, files);
        List<String> needs =
                List.of("mlflow==" + server, ONNX_RUNTIME, NUMPY, server.startsWith("2.") ? PANDAS_OF_2 : PANDAS);
        put("requirements.txt", text(String.join("\n", needs) + "\n"), aside, files);
        put("python_env.yaml", text(PlainYaml.write(pythonEnvironment())), aside, files);
        put("conda.yaml", text(PlainYaml.write(conda(needs))), aside, files);
        Map<String, Object> flavour = new LinkedHashMap<>();
        flavour.put("code", "code");
        flavour.put("data", "onnx");
        flavour.put("env", Wire.tree("conda", "conda.yaml", "virtualenv", "python_env.yaml"));
        flavour.put("loader_module", LOADER);
        flavour.put("python_version", PYTHON);
        String left = export.notExported().isEmpty()
                ? ""
                : "Python scores this model without " + String.join(", ", export.notExported()) + ".";
        return new PythonFlavour(files, flavour, left);
    }

    private static Map<String, Object> pythonEnvironment() {
        return Wire.tree(
                "python", PYTHON,
                "build_dependencies", List.of("pip", "setuptools", "wheel"),
                "dependencies", List.of("-r requirements.txt"));
    }

    private static Map<String, Object> conda(List<String> needs) {
        return Wire.tree(
                "channels", List.of("conda-forge"),
                "dependencies", List.of("python=" + PYTHON, "pip", Map.of("pip", needs)),
                "name", "mlflow-env");
    }

    private static byte[] loader() {
        try (InputStream in = PythonFlavour.class.getResourceAsStream(LOADER + ".py")) {
            if (in == null) {
                throw new IllegalStateException(LOADER + ".py is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(String path, byte[] bytes, Path aside, Map<String, Path> files) {
        Path file = aside.resolve(path);
        OutputFile.write(file, out -> out.write(bytes));
        files.put(path, file);
    }
}
