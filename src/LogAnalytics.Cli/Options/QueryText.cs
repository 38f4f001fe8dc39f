using System.CommandLine;
using LogAnalytics.Inputs;
using LogAnalytics.Queries.Named;

namespace LogAnalytics.Cli.Options;

/// <summary>Where the SQL of <c>query</c> comes from: the command line, a file, standard input, or a named query.</summary>
public sealed class QueryText
{
    private readonly Argument<string?> _sql = new("SQL") { Description = "One statement that reads; - for standard input. Without SQL a terminal gets a prompt.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _file = new("--file") { Description = "Read the SQL from a file.", HelpName = "F.sql" };
    private readonly Option<string?> _name = new("--name") { Description = "Run a named query; --list shows them.", HelpName = "NAMED" };
    private readonly Option<string?> _queries = new("--queries") { Description = "Folder of named queries of your own (.sql); default: queries in the folder of this user's settings for loganalytics.", HelpName = "DIR" };

    public QueryText(Command command)
    {
        command.Arguments.Add(_sql);
        command.Options.Add(_file);
        command.Options.Add(_name);
        command.Options.Add(_queries);
        command.Validators.Add(result =>
        {
            int sources = new object?[] { result.GetValue(_sql), result.GetValue(_file), result.GetValue(_name) }.Count(source => source is not null);
            if (sources > 1)
                result.AddError("Give the SQL once: as an argument, with --file, or with --name.");
        });
    }

    /// <summary>The SQL and the values of its parameters; null: none was given, and standard input is a terminal.</summary>
    /// <exception cref="InputException">The file is missing.</exception>
    public (string Sql, IReadOnlyDictionary<string, object?> Values)? Read(ParseResult parse, IReadOnlyDictionary<string, object?> values, CliContext context)
    {
        if (parse.GetValue(_name) is { } name)
        {
            NamedQuery query = Named(parse).Find(name);
            return (query.Sql, query.WithDefaults(values));
        }

        if (parse.GetValue(_file) is { } file)
            return File.Exists(file) ? (File.ReadAllText(file), values) : throw new InputException($"'{file}' does not exist.");
        string? sql = parse.GetValue(_sql);
        if (sql is not null and not "-")
            return (sql, values);
        if (System.Console.IsInputRedirected)
            return (context.ReadInput(), values);
        return sql is null ? null : throw new InputException("Standard input is a terminal. Leave the - away for a prompt, or pipe the SQL in.");
    }

    /// <exception cref="InputException">The folder is missing.</exception>
    public NamedQueries Named(ParseResult parse)
    {
        string folder = parse.GetValue(_queries) ?? UserFolder.Settings("queries");
        if (Directory.Exists(folder))
            return new NamedQueries(Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal).Select(path => KeyValuePair.Create(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))));
        return parse.GetValue(_queries) is null ? new NamedQueries([]) : throw new InputException($"--queries: there is no folder '{folder}'.");
    }
}
