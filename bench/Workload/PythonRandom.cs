namespace LeadScoring.Benchmarks.Workload;

/// <summary>CPython's <c>random.Random(seed).random()</c>: the Mersenne Twister MT19937, seeded by array, 53 bits a number.</summary>
internal sealed class PythonRandom
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _at = Size;

    /// <param name="seed">As Python takes it, below 2^32.</param>
    public PythonRandom(uint seed)
    {
        Initialise(19650218);
        int i = 1, j = 0;
        uint[] key = [seed];
        for (var k = Size; k > 0; k--)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1664525)) + key[j] + (uint)j;
            if (++i >= Size)
            {
                _state[0] = _state[Size - 1];
                i = 1;
            }

            j = (j + 1) % key.Length;
        }

        for (var k = Size - 1; k > 0; k--)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1566083941)) - (uint)i;
            if (++i >= Size)
            {
                _state[0] = _state[Size - 1];
                i = 1;
            }
        }

        _state[0] = 0x80000000;
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Next()
    {
        var high = NextUInt() >> 5;
        var low = NextUInt() >> 6;
        return ((high * 67108864.0) + low) * (1.0 / 9007199254740992.0);
    }

    private void Initialise(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++)
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
    }

    private uint NextUInt()
    {
        if (_at == Size)
            Generate();
        var value = _state[_at++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9d2c5680;
        value ^= (value << 15) & 0xefc60000;
        return value ^ (value >> 18);
    }

    private void Generate()
    {
        for (var i = 0; i < Size; i++)
        {
            var mixed = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Size] ^ (mixed >> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
        }

        _at = 0;
    }
}
