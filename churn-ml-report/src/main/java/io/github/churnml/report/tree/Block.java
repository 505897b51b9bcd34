package io.github.churnml.report.tree;

/** Something that stands in a section, one below the other. */
public sealed interface Block permits Paragraph, Finding, Commands, Bullets, Picture, Grid, Chooser, Table {}
