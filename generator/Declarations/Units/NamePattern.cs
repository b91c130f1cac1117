namespace KoffiGen.Declarations.Units;

/// <summary>Matches names against patterns in which <c>*</c> matches any characters and <c>?</c> matches one: <c>sqlite3_*</c>.</summary>
internal static class NamePattern
{
    public static bool IsMatch(string pattern, string name)
    {
        int position = 0;
        int star = -1;
        int resume = 0;
        for (int index = 0; index < name.Length; )
        {
            if (position < pattern.Length && (pattern[position] == '?' || pattern[position] == name[index]))
            {
                position++;
                index++;
            }
            else if (position < pattern.Length && pattern[position] == '*')
            {
                star = position++;
                resume = index;
            }
            else if (star >= 0)
            {
                // After a mismatch, the last '*' matches one more character.
                position = star + 1;
                index = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.Substring(position).All(static character => character == '*');
    }
}
