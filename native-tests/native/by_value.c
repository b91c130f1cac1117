/* Structs by value with an unusual size or unusual members. */
#include "koffigen_test.h"

typedef struct Block32 { uint8_t bytes[32768]; } Block32;
typedef struct Block64 { uint8_t bytes[65536]; } Block64;
typedef struct Block63 { uint8_t bytes[65520]; } Block63;
typedef struct Record
{
    int id;
    char16_t name[8];
    bool flags[3];
    double values[2];
} Record;

KT_EXPORT uint32_t SumBlock32(Block32 block, int factor)
{
    uint32_t sum = 0;
    for (size_t index = 0; index < sizeof(block.bytes); index++)
        sum += block.bytes[index];
    return sum * (uint32_t)factor;
}

KT_EXPORT uint32_t SumBlock64(int factor, Block64 block)
{
    uint32_t sum = 0;
    for (size_t index = 0; index < sizeof(block.bytes); index++)
        sum += block.bytes[index];
    return sum * (uint32_t)factor;
}

KT_EXPORT Block64 MakeBlock64(uint8_t first, uint8_t last)
{
    Block64 block = {{0}};
    block.bytes[0] = first;
    block.bytes[sizeof(block.bytes) - 1] = last;
    return block;
}

KT_EXPORT Block63 MakeBlock63(uint8_t first, uint8_t last)
{
    Block63 block = {{0}};
    block.bytes[0] = first;
    block.bytes[sizeof(block.bytes) - 1] = last;
    return block;
}

KT_EXPORT Record ReverseRecord(Record record)
{
    Record result = {-record.id, {0}, {!record.flags[0], !record.flags[1], !record.flags[2]}, {record.values[1], record.values[0]}};
    int length = 0;
    while (length < 7 && record.name[length] != 0)
        length++;
    for (int index = 0; index < length; index++)
        result.name[index] = record.name[length - 1 - index];
    return result;
}

KT_EXPORT void ReverseRecords(Record *records, int n)
{
    for (int index = 0; index < n; index++)
        records[index] = ReverseRecord(records[index]);
}
