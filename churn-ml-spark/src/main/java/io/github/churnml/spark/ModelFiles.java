package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Model files wherever the cluster keeps files: in a local folder of the driver, HDFS, a bucket. */
final class ModelFiles {

    private ModelFiles() {}

    /**
     * Reads a model.
     *
     * @param path a path as Spark's own readers take it, such as {@code s3a://models/telco.churn}
     * @throws ModelFileException if it is not there, cannot be read or is no model
     */
    static ChurnModel read(String path, Configuration configuration) {
        try {
            Path file = new Path(path);
            try (InputStream in = file.getFileSystem(configuration).open(file)) {
                return ChurnModel.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelFileException(
                    "The model " + Wording.value(path) + " cannot be read: "
                            + Wording.plain(String.valueOf(e.getMessage())) + ".",
                    "Maybe write the path as Spark's readers take it, such as s3a://models/telco.churn or"
                            + " file:///models/telco.churn; a path without a scheme is one of the cluster's own file system.",
                    Where.nowhere(),
                    e);
        }
    }

    /**
     * Reads a pipeline's YAML.
     *
     * @param path a path as Spark's own readers take it
     * @throws ConfigurationException if it is not there, cannot be read or is no pipeline
     */
    static ChurnPipeline pipeline(String path, Configuration configuration) {
        return ChurnPipeline.parseYaml(pipelineText(path, configuration));
    }

    /**
     * Reads the file of a pipeline's YAML.
     *
     * @param path a path as Spark's own readers take it
     * @throws ConfigurationException if it is not there or cannot be read
     */
    static String pipelineText(String path, Configuration configuration) {
        try {
            Path file = new Path(path);
            try (InputStream in = file.getFileSystem(configuration).open(file)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The pipeline " + Wording.value(path) + " cannot be read: "
                            + Wording.plain(String.valueOf(e.getMessage())) + ".",
                    "Maybe write the path as Spark's readers take it, such as s3a://models/pipeline.yaml or"
                            + " file:///models/pipeline.yaml.",
                    Where.nowhere(),
                    e);
        }
    }

    /** Writes a model where there is no such file. */
    static void write(byte[] model, String path, Configuration configuration) throws IOException {
        Path file = new Path(path);
        FileSystem files = file.getFileSystem(configuration);
        try (OutputStream out = files.create(file, false)) {
            out.write(model);
        }
    }

    /**
     * Looks, before long work, whether a file could stand there.
     *
     * @throws OutputException if the path is none, of no file system that is known, or that of a folder
     */
    static void requirePlace(String path, Configuration configuration) {
        try {
            Path file = new Path(path);
            FileSystem files = file.getFileSystem(configuration);
            if (files.exists(file) && files.getFileStatus(file).isDirectory()) {
                throw new OutputException(
                        "The place " + Wording.value(path) + " is a folder, where a file is to be written.",
                        "Maybe add the file's name, as in " + Wording.plain(path.replaceAll("/+$", ""))
                                + "/telco.churn.",
                        Where.nowhere());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new OutputException(
                    "Nothing can be written to " + Wording.value(path) + ": "
                            + Wording.plain(String.valueOf(e.getMessage())) + ".",
                    "Maybe write the path as Spark's writers take it, such as s3a://models/telco.churn or"
                            + " file:///models/telco.churn.",
                    Where.nowhere(),
                    e);
        }
    }

    /**
     * Writes a file aside and moves it into its place, so that no reader sees half of it where the file system renames at once.
     *
     * @param what the file, as a message begins, such as {@code The model}
     * @throws OutputException if it cannot be written
     */
    static void replace(String what, byte[] bytes, String path, Configuration configuration) {
        try {
            replace(bytes, new Path(path), configuration);
        } catch (IOException e) {
            throw new OutputException(
                    what + " " + Wording.value(path) + " cannot be written: "
                            + Wording.plain(String.valueOf(e.getMessage())) + ".",
                    "Maybe the folder is not one that this user may write into.",
                    Where.nowhere(),
                    e);
        }
    }

    private static void replace(byte[] bytes, Path file, Configuration configuration) throws IOException {
        Path aside = new Path(file.getParent(), "_" + file.getName() + ".tmp");
        FileSystem files = file.getFileSystem(configuration);
        files.mkdirs(file.getParent());
        try {
            try (OutputStream out = files.create(aside, true)) {
                out.write(bytes);
            }
            files.delete(file, false);
            if (!files.rename(aside, file)) {
                throw new IOException("a file cannot be moved into its place");
            }
        } finally {
            files.delete(aside, false);
        }
    }
}
