namespace RstKb.Knowledge.Search;

/// <summary>How many single letters have to be inserted, left out, replaced or swapped with their neighbour to make one word of another.</summary>
internal static class EditDistance
{
    private const int LongestWord = 128;

    /// <summary>The distance, or <paramref name="farthest"/> + 1 where it is larger.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int farthest)
    {
        if (Math.Abs(left.Length - right.Length) > farthest || right.Length > LongestWord)
        {
            return farthest + 1;
        }

        Span<int> twoAgo = stackalloc int[right.Length + 1];
        Span<int> previous = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (int row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            int least = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    best = Math.Min(best, twoAgo[column - 2] + 1);
                }

                current[column] = best;
                least = Math.Min(least, best);
            }

            if (least > farthest)
            {
                return farthest + 1;
            }

            var oldest = twoAgo;
            twoAgo = previous;
            previous = current;
            current = oldest;
        }

        return Math.Min(previous[right.Length], farthest + 1);
    }
}
