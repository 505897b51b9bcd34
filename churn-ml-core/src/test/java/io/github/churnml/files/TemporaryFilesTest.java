package io.github.churnml.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {

    @TempDir
    Path folder;

    /** The name of a file of another process of this machine, made from one of this process. */
    private String nameOf(long pid) throws IOException {
        Path own = TemporaryFiles.create(folder);
        Files.delete(own);
        String name = own.getFileName().toString();
        assumeTrue(name.split("-").length == 4, "skipped: no mark of the machine here");
        return name.replace("-" + ProcessHandle.current().pid() + "-", "-" + pid + "-");
    }

    private static long deadProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return process.pid();
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "left");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void removeLeft_processIsGone_isRemoved() throws Exception {
        Path left = file(nameOf(deadProcess()), Duration.ZERO);
        TemporaryFiles.removeLeft(folder);
        assertThat(left).doesNotExist();
    }

    @Test
    void removeLeft_processIsAlive_isKept() throws Exception {
        Process running = new ProcessBuilder("sleep", "60").start();
        try {
            Path fresh = file(nameOf(running.pid()), Duration.ZERO);
            TemporaryFiles.removeLeft(folder);
            assertThat(fresh).exists();
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    void removeLeft_numberIsAnotherProcessNow_isRemoved() throws Exception {
        Path left = file(nameOf(ProcessHandle.current().pid()), Duration.ofDays(30));
        TemporaryFiles.removeLeft(folder);
        assertThat(left).doesNotExist();
    }

    @Test
    void removeLeft_anotherMachine_isRemovedAfterADay() throws Exception {
        long dead = deadProcess();
        Path fresh = file(".churn-anothermachine-" + dead + "-1.tmp", Duration.ofHours(23));
        Path old = file(".churn-anothermachine-" + dead + "-2.tmp", Duration.ofHours(25));
        Path earlier = file(".churn-" + dead + "-3.tmp", Duration.ofHours(23));
        Path older = file(".churn-" + dead + "-4.tmp", Duration.ofHours(25));
        TemporaryFiles.removeLeft(folder);
        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
        assertThat(earlier).as("a name of an earlier version").exists();
        assertThat(older).doesNotExist();
    }

    @Test
    void removeLeft_otherNames_areKept() throws Exception {
        List<Path> others = new ArrayList<>();
        for (String name :
                new String[] {"model.churn", ".churn-x.tmp", ".churn-1-2-3-4.tmp", ".churn-1-.tmp", "a.tmp"}) {
            others.add(file(name, Duration.ofDays(30)));
        }
        others.add(Files.createDirectory(folder.resolve(".churn-1-1.tmp")));
        TemporaryFiles.removeLeft(folder);
        assertThat(others).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void write_whereAKilledProcessLeftAFile_removesIt() throws Exception {
        Path left = file(nameOf(deadProcess()), Duration.ZERO);
        Path fresh = Files.createDirectory(folder.resolve("later"));
        Path moved = Files.move(left, fresh.resolve(left.getFileName()));
        OutputFile.write(fresh.resolve("result"), out -> out.write(1));
        assertThat(moved).doesNotExist();
        assertThat(fresh.resolve("result")).exists();
    }

    /** One gives up and removes the folder that it made, while the other begins to write into it. */
    @Test
    void write_folderMadeAndRemovedByOthers_isMadeAgain() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 300; round++) {
                Path target = folder.resolve("a" + round).resolve("b").resolve("result");
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Object> trying = () -> {
                    start.await();
                    try {
                        OutputFile.write(target.resolveSibling("try"), out -> {
                            throw new IllegalStateException("given up");
                        });
                    } catch (IllegalStateException givenUp) {
                        return givenUp;
                    }
                    return "written";
                };
                Callable<Object> writing = () -> {
                    start.await();
                    OutputFile.write(target, out -> out.write(1));
                    return "written";
                };
                List<Future<Object>> both = two.invokeAll(List.of(trying, writing));
                assertThat(both.get(1).get()).as("round %d", round).isEqualTo("written");
                assertThat(target).exists();
                assertThat(both.get(0).get()).isInstanceOf(IllegalStateException.class);
            }
        } finally {
            two.shutdownNow();
        }
    }
}
