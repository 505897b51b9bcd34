package io.github.churnml.data;

/**
 * A column's name and type, without its values.
 *
 * @param name the name exactly as the table has it
 * @param type what its values mean
 */
public record Field(String name, ColumnType type) {}
