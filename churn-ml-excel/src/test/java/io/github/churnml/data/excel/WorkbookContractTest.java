package io.github.churnml.data.excel;

import io.github.churnml.data.read.ContractTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of core's readers as a sheet: the same dataset, the same notices, the same rows, whatever the file is called. */
class WorkbookContractTest {

    @TempDir
    Path folder;

    @Test
    void read_contractTable_isTheSameDataset() throws IOException {
        ContractTable.requireRead(write(folder));
    }

    @Test
    void rows_ofContractTable_areTheSame() throws IOException {
        ContractTable.requireRows(write(folder));
    }

    private static Path write(Path folder) throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add(TempXlsx.texts(ContractTable.HEADER.toArray(new String[0])));
        for (int row = 0; row < ContractTable.ROWS; row++) {
            rows.add(sheetRow(row));
        }
        Path file = new TempXlsx().sheet("S", rows.toArray(new String[0])).write(folder);
        return Files.move(file, folder.resolve("table.csv"));
    }

    private static String sheetRow(int row) {
        List<String> texts = ContractTable.texts(row);
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            cells.append(
                    switch (i) {
                        case 2, 3 -> text.isEmpty() ? "" : TempXlsx.number(i, text);
                        case 4 -> TempXlsx.styled(i, 1, String.valueOf(45_000 + row));
                        case 5 -> TempXlsx.styled(i, 4, (45_000 + row) + ".5");
                        case 6 -> TempXlsx.cell(i, "t=\"b\"", "<v>" + (row % 2) + "</v>");
                        default -> TempXlsx.texts(new String[i + 1]) + one(i, text);
                    });
        }
        return cells.toString();
    }

    private static String one(int column, String text) {
        String[] row = new String[column + 1];
        row[column] = text;
        return text.isEmpty() ? "" : TempXlsx.texts(row);
    }
}
