# Writes tables of R packages as CSV files: Rscript tables.R FOLDER; see run.
folder <- commandArgs(TRUE)[1]
wanted <- list(
    modeldata = c("attrition", "credit_data", "lending_club", "stackoverflow"),
    kernlab = c("spam", "ticdata"),
    AER = c("CPS1988", "CollegeDistance", "CreditCard", "HMDA", "HealthInsurance", "NMES1988", "SmokeBan"),
    survival = c("flchain", "nwtco"),
    caret = c("GermanCredit", "segmentationData"))
for (package in names(wanted)) {
    for (name in wanted[[package]]) {
        found <- new.env()
        data(list = name, package = package, envir = found)
        write.csv(found[[name]], file.path(folder, paste0(name, ".csv")), row.names = FALSE, na = "")
    }
}
