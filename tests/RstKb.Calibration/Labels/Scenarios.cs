namespace RstKb.Calibration.Labels;

/// <summary>
/// Puts together what must not be learnt from and judged at the same time: captures that show the same connection (one run seen at the client, on the
/// router and at the server; a sample taken from a larger set) and captures that were made in the same way (one scenario played with several seeds).
/// </summary>
public static class Scenarios
{
    /// <summary>The same captures, each with the name of its scenario.</summary>
    public static IReadOnlyList<LabelledCapture> Name(IReadOnlyList<LabelledCapture> captures)
    {
        int[] parents = [.. Enumerable.Range(0, captures.Count)];
        var first = new Dictionary<object, int>();
        for (int i = 0; i < captures.Count; i++)
        {
            foreach (object sign in captures[i].Labels.SelectMany(l => new object[] { l.Connection, l.Made }))
            {
                if (!first.TryAdd(sign, i))
                {
                    Join(parents, first[sign], i);
                }
            }
        }

        return [.. captures.Select((c, i) => c with { Scenario = Path.GetFileNameWithoutExtension(captures[Root(parents, i)].Path) + $" #{Root(parents, i)}" })];
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            i = parents[i];
        }

        return i;
    }

    private static void Join(int[] parents, int one, int two)
    {
        (int a, int b) = (Root(parents, one), Root(parents, two));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
