using LogAnalytics.Kernel.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LogAnalytics.Tests.Kernel;

public class LoopGuardTests
{
    [Theory]
    [InlineData("while (true) ;", 1)]
    [InlineData("while (true)\n    // why\n    F(); // end", 1)]
    [InlineData("for (;;) { // body\n    F();\n} // end", 1)]
    [InlineData("foreach (var (a, b) in list)\n    if (a) continue;\n    else break;", 1)]
    [InlineData("do F(); while (true);\ntop: goto top;", 2)]
    [InlineData("Func<int, int> f = x => { return x; }, g = (x) => { return x; }, h = x => x;", 2)]
    [InlineData("foreach (var a in b)\n    foreach (var c in d)\n    {\n        while (e) F();\n    }", 3)]
    [InlineData("switch (a) { case 1: goto case 2; case 2: break; }", 0)]
    public void Guard_looks_in_every_loop_and_moves_no_line(string code, int looks)
    {
        string guarded = LoopGuard.Guard(Parse(code).GetRoot());

        Assert.Equal(looks, guarded.Split("CellScope.Check();").Length - 1);
        Assert.Equal(code.Split('\n').Length, guarded.Split('\n').Length);
        Assert.Empty(Parse(guarded).GetDiagnostics());
        Assert.Equal(Lines(code), Lines(guarded.Replace("global::LogAnalytics.Kernel.Engine.CellScope.Check();", "")));
    }

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(kind: SourceCodeKind.Script));

    // Words of each line; braces come and go.
    private static string[] Lines(string code) => [.. code.Split('\n').Select(line => string.Concat(line.Where(c => !char.IsWhiteSpace(c) && c is not ('{' or '}'))))];
}
