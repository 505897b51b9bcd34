package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void noRepository_isEmpty() {
        assertThat(GitCommit.at(folder)).isEmpty();
    }

    @Test
    void branchWithALooseReference_isFoundFromBelow() throws IOException {
        file(".git/HEAD", "ref: refs/heads/main\n");
        file(".git/refs/heads/main", HASH + "\n");
        Files.createDirectories(folder.resolve("a/b"));
        assertThat(GitCommit.at(folder.resolve("a/b"))).contains(HASH);
    }

    @Test
    void detachedHead_isItsOwnCommit() throws IOException {
        file(".git/HEAD", HASH + "\n");
        assertThat(GitCommit.at(folder)).contains(HASH);
    }

    @Test
    void packedReference_isFound() throws IOException {
        file(".git/HEAD", "ref: refs/heads/feature/x\n");
        String other = "f".repeat(40);
        file(
                ".git/packed-refs",
                "# pack-refs with: peeled\n" + other + " refs/heads/x\n" + HASH + " refs/heads/feature/x\n^" + other
                        + "\n");
        assertThat(GitCommit.at(folder)).contains(HASH);
    }

    @Test
    void worktree_usesItsOwnHeadAndTheCommonReferences() throws IOException {
        file("main/.git/refs/heads/side", HASH + "\n");
        file("main/.git/worktrees/side/HEAD", "ref: refs/heads/side\n");
        file("main/.git/worktrees/side/commondir", "../..\n");
        file("side/.git", "gitdir: ../main/.git/worktrees/side\n");
        assertThat(GitCommit.at(folder.resolve("side"))).contains(HASH);
    }

    @Test
    void branchWithoutACommit_isEmpty() throws IOException {
        file(".git/HEAD", "ref: refs/heads/main\n");
        assertThat(GitCommit.at(folder)).isEmpty();
    }

    @Test
    void referenceThatLeavesTheRepository_orIsNoHash_isEmpty() throws IOException {
        file("secret", HASH);
        file(".git/HEAD", "ref: refs/../../secret\n");
        assertThat(GitCommit.at(folder)).isEmpty();
        file(".git/HEAD", "not a hash\n");
        assertThat(GitCommit.at(folder)).isEmpty();
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
