using CsCheck;

namespace KoffiGen.Tests.Syntax;

/// <summary>Random typing mistakes in texts.</summary>
internal static class Slips
{
    /// <summary>The characters that a mistake inserts.</summary>
    private const string Characters = "()[]{};,*!&=:?.#\"'\\/<>|^~+-% \n_$@\0aIé0x9\ud83d";

    /// <summary>Generates the seeds with a few characters deleted, doubled, swapped, replaced or moved.</summary>
    public static Gen<string> In(string[] seeds)
    {
        Gen<string> seed = Gen.Int[0, seeds.Length - 1].Select(index => seeds[index]);
        Gen<(int, int, int)[]> slips = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 1000], Gen.Int[0, 1000]).Array[1, 6];
        return Gen.Select(seed, slips, static (text, slips) => slips.Aggregate(text, Mutate));
    }

    private static string Mutate(string text, (int Kind, int Place, int Other) slip)
    {
        if (text.Length == 0)
        {
            return text;
        }

        int place = slip.Place % text.Length;
        int other = slip.Other % text.Length;
        string character = Characters[slip.Other % Characters.Length].ToString();
        return slip.Kind switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, text.Substring(place, Math.Min(1 + (slip.Other % 8), text.Length - place))),
            2 => Swap(text, place, other),
            3 => text.Remove(place, 1).Insert(place, character),
            _ => text.Insert(place, character),
        };
    }

    private static string Swap(string text, int place, int other)
    {
        char[] characters = text.ToCharArray();
        (characters[place], characters[other]) = (characters[other], characters[place]);
        return new string(characters);
    }
}
