package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextColumnTest {

    @Test
    void of_textsAndMissing_givesThemBack() {
        TextColumn column = TextColumn.of("id", ColumnType.IDENTIFIER, Arrays.asList("a", null, "", "größer", "😀"));

        assertThat(column.rows()).isEqualTo(5);
        assertThat(column.field()).isEqualTo(new Field("id", ColumnType.IDENTIFIER));
        assertThat(column.text(0)).isEqualTo("a");
        assertThat(column.text(1)).isNull();
        assertThat(column.isMissing(1)).isTrue();
        assertThat(column.text(2)).isEmpty();
        assertThat(column.isMissing(2)).isFalse();
        assertThat(column.text(3)).isEqualTo("größer");
        assertThat(column.text(4)).isEqualTo("😀");
    }

    @Test
    void of_textsAcrossBlocks_givesThemBack() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            texts.add(String.valueOf((char) ('a' + i)).repeat(TextColumn.BLOCK / 3 + i));
        }
        texts.add("é".repeat(TextColumn.BLOCK));
        TextColumn column = TextColumn.of("text", ColumnType.TEXT, texts);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(column.text(i).equals(texts.get(i))).isTrue();
        }
        assertThat(column.select(new int[] {7, 3}).text(0).equals(texts.get(7))).isTrue();
    }

    @Property
    void select_anyRows_givesTheirTexts(@ForAll @Size(min = 1, max = 20) List<String> texts) {
        List<String> clean =
                texts.stream().map(t -> t.replaceAll("[\\ud800-\\udfff]", "?")).toList();
        TextColumn column = TextColumn.of("t", ColumnType.TEXT, clean);
        int last = clean.size() - 1;
        TextColumn selected = column.select(new int[] {last, 0, last});

        assertThat(selected.text(0)).isEqualTo(clean.get(last)).isEqualTo(selected.text(2));
        assertThat(selected.text(1)).isEqualTo(clean.get(0));
        assertThat(selected.same(0, 2)).isTrue();
        assertThat(selected.same(0, 1)).isEqualTo(clean.get(0).equals(clean.get(last)));
        assertThat(selected.hash(0)).isEqualTo(selected.hash(2));
    }

    @Test
    void of_typeThatIsNoText_isRefused() {
        assertThatThrownBy(() -> TextColumn.of("x", ColumnType.NUMERIC, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
