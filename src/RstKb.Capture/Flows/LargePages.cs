using System.Runtime.InteropServices;

namespace RstKb.Capture.Flows;

/// <summary>
/// Asks the system to back a large array by pages of 2 MiB in place of 4 KiB. Looks into the flow table go all over it: with small pages the processor
/// has to find out anew where each of them is, and every page costs an interruption when it is first written to.
/// </summary>
internal static class LargePages
{
    private const int PageBytes = 2 << 20;

    /// <summary>MADV_HUGEPAGE of madvise(2).</summary>
    private const int HugePage = 14;

    /// <summary>A Linux whose <c>transparent_hugepage</c> is "madvise" or "always" follows the advice; elsewhere nothing happens.</summary>
    /// <param name="array">One that was not written to yet.</param>
    public static void AskFor<T>(T[] array)
        where T : unmanaged
    {
        if (OperatingSystem.IsLinux() && (long)array.Length * Marshal.SizeOf<T>() >= PageBytes)
        {
            // It is advice about addresses and changes no byte, so it does no harm that the array could be moved or has neighbours in its outer pages.
            nint first = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) & -PageBytes;
            nint last = Marshal.UnsafeAddrOfPinnedArrayElement(array, array.Length - 1) | (PageBytes - 1);
            _ = madvise(first, last + 1 - first, HugePage);
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    private static extern int madvise(nint address, nint length, int advice);
}
