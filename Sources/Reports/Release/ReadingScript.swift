/// Programs that lie beside the data of a release and read it with the types of its dictionary, whatever the file's form.
package enum ReadingScript {
    /// For R: base R alone, and jsonlite where the rows are JSON Lines.
    package static let r = #"""
        # source("read.R"); data <- read_release("."): the data of this folder, with the types of its dictionary.
        # Base R; JSON Lines need the package jsonlite.
        read_release <- function(folder = ".") {
          plain <- function(name) {
            read.csv(file.path(folder, name), colClasses = "character", check.names = FALSE,
                     na.strings = character(), encoding = "UTF-8")
          }
          words <- plain("dictionary.csv")
          names <- c("progress.csv", "tables.csv", "progress.jsonl")
          name <- names[file.exists(file.path(folder, names))][1]
          data <- if (endsWith(name, ".jsonl")) {
            jsonlite::stream_in(file(file.path(folder, name)), verbose = FALSE)
          } else {
            plain(name)
          }
          for (line in seq_len(nrow(words))) {
            column <- words$column[line]
            labels <- strsplit(words$labels[line], "|", fixed = TRUE)[[1]]
            data[[column]] <- switch(words$type[line],
              category = factor(data[[column]], levels = labels),
              integer = as.integer(data[[column]]), # what is withheld is NA
              data[[column]])
          }
          data
        }

        """#

    /// For Python: pandas.
    package static let python = #"""
        """read(): the data of this folder as a pandas DataFrame, with the types of its dictionary."""

        import pathlib

        import pandas


        def read(folder=pathlib.Path(__file__).parent):
            folder = pathlib.Path(folder)
            words = pandas.read_csv(folder / "dictionary.csv", dtype=str, keep_default_na=False)
            types = {}
            for line in words.itertuples():
                labels = line.labels.split("|")
                known = {"category": pandas.CategoricalDtype(labels), "integer": "Int64"}
                types[line.column] = known.get(line.type, "string")
            rows = folder / "progress.jsonl"
            if rows.exists():
                data = pandas.read_json(rows, lines=True, dtype=False, convert_dates=False)
            else:
                names = ["progress.csv", "tables.csv"]
                path = next(folder / name for name in names if (folder / name).exists())
                # "none" is a label; only a withheld count is missing
                data = pandas.read_csv(path, dtype=str, keep_default_na=False)
            for column in data.columns:
                if types[column] == "Int64":
                    data[column] = pandas.to_numeric(data[column])
            return data.astype(types)


        if __name__ == "__main__":
            print(read())

        """#
}
